package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class JobSessionTest {

    @Test
    void aSessionThatWasThereStaysAndOneThatWasStartedIsStopped() throws IOException {
        try (SparkSession there = SparkSession.builder()
                .master("local[1]")
                .appName("there")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            try (JobSession session = JobSession.open("job")) {
                assertThat(session.spark().sparkContext()).isSameAs(there.sparkContext());
            }
            assertThat(there.sparkContext().isStopped()).isFalse();
        }
        SparkSession started;
        try (JobSession session = JobSession.open("job")) {
            started = session.spark();
            assertThat(started.sparkContext().appName()).isEqualTo("job");
        }
        assertThat(started.sparkContext().isStopped()).isTrue();
    }
}
