package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.metric.Predictions;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {
    @Test
    void theWrittenPredictionIsTheOneThatTheMetricsCounted() {
        // e^-1e-30 is 1: by probability the classes are equal, by output they are not
        Predictions batch = new Predictions(new float[] {-1e-30f, 0}, 2, new float[] {1}, new float[] {1});
        Row row = OutOfFold.classified("key", 0, batch, 0, List.of("no", "yes"));
        assertThat(row.getString(3)).isEqualTo("yes");
    }
}
