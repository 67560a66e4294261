package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class SyntheticImagesTest {

    @Test
    void inventedImagesAreAFunctionOfTheSeedAndStandInForThoseThatAreNotThere() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("images")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            Dataset<Row> images = SyntheticImages.rows(spark, 40, 7);
            assertThat(images.repartition(3).orderBy(SyntheticImages.POSITION).collectAsList())
                    .usingRecursiveComparison()
                    .isEqualTo(images.collectAsList());
            assertThat(images.groupBy("label")
                            .count()
                            .select("count")
                            .distinct()
                            .collectAsList())
                    .hasSize(1);
            assertThat(SyntheticImages.rows(spark, 1, 8).first().<byte[]>getAs("image"))
                    .isNotEqualTo(images.first().<byte[]>getAs("image"));

            Workload small =
                    Workload.named(List.of("mlp10k")).get(0).withRows(120).withFolds(2);
            BenchData nowhere = new BenchData(Optional.empty(), Optional.empty(), 7);
            PrintStream silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            BenchReport report = new Bench(spark, nowhere, 1, 0, run -> run, silent).run(List.of(small), 0);
            assertThat(report.workloads()).singleElement().satisfies(workload -> {
                assertThat(workload.synthetic()).isTrue();
                assertThat(workload.workload().rows()).isEqualTo(120);
                assertThat(workload.flopPerSample()).hasValue(1_007_104);
            });
            assertThat(BenchText.of(report, 1)).contains("data of mlp10k: synthetic images, seed 7");
        }
    }
}
