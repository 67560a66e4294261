package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job with nothing on this machine: configuration, data and output are all on HDFS. */
@Tag("spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HdfsJobTest {
    private static final int DIGITS = 1797;

    private final MiniDFSCluster cluster;
    private final FileSystem hdfs;
    private final String root;
    private final SparkSession spark;

    HdfsJobTest(@TempDir java.nio.file.Path folder) throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
        cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
        hdfs = cluster.getFileSystem();
        root = hdfs.getUri() + "/jobs";
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("hdfs")
                .config("spark.ui.enabled", "false")
                .config("spark.log.level", "OFF")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .getOrCreate();
    }

    @BeforeAll
    void aConfigurationAndItsDataOnHdfs() throws IOException {
        hdfs.copyFromLocalFile(new Path("../conf/data/digits.csv"), new Path(root, "data/digits.csv"));
        try (OutputStream out = hdfs.create(new Path(root, "job.yaml"))) {
            out.write(
                    """
                    data: { path: data/digits.csv, label: label }   # beside this file, wherever that is
                    folds: { k: 3 }
                    model: { architecture: mlp, hidden: [32] }
                    training: { epochs: 2 }
                    output: %s/out
                    """
                            .formatted(root)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void stop() {
        spark.stop();
        cluster.shutdown(true);
    }

    @Test
    void aJobReadsFromHdfsAndLeavesAWholeResultThere() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        Outcome outcome = CrossValidate.run(
                new SparkJobRunner(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--config",
                root + "/job.yaml");

        assertThat(outcome.exitCode()).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
        assertThat(files())
                .contains("_SUCCESS", "result.json", "history.csv", "manifest.json", "timings.csv", "report.html")
                .contains("models/fold-0.safetensors", "models/fold-1.safetensors", "models/fold-2.safetensors")
                .contains("predictions.parquet/part-00002.parquet")
                .noneMatch(name -> name.contains("_staging") || name.contains("attempt"));

        JsonNode result = json("result.json");
        assertThat(result.toString()).contains("val_accuracy");
        assertThat(json("manifest.json")
                        .path("configuration")
                        .path("data")
                        .path("path")
                        .get(0)
                        .asText())
                .isEqualTo(root + "/data/digits.csv");
        assertThat(text("history.csv").lines()).hasSizeGreaterThanOrEqualTo(1 + 2 * 3);
        Dataset<Row> predictions = spark.read().parquet(root + "/out/predictions.parquet");
        assertThat(predictions.select("id").distinct().count()).isEqualTo(DIGITS);
        assertThat(predictions.where("label = prediction").count()).isGreaterThan(DIGITS / 2);
    }

    @Test
    void aConfigurationThatIsNotThereIsTold() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        Outcome outcome = CrossValidate.run(
                new SparkJobRunner(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "--config",
                root + "/no.yaml");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: " + root + "/no.yaml: no such file");
    }

    private List<String> files() throws IOException {
        Path output = new Path(root, "out");
        List<String> names = new ArrayList<>();
        for (RemoteIterator<LocatedFileStatus> each = hdfs.listFiles(output, true); each.hasNext(); ) {
            names.add(output.toUri().relativize(each.next().getPath().toUri()).getPath());
        }
        return names;
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(text(name));
    }

    private String text(String name) throws IOException {
        try (InputStream in = hdfs.open(new Path(root + "/out", name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
