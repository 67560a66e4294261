package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Scaling;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Network;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five folds, three side by side: the cores of tasks and lost executors change no byte of what they find. */
@Tag("cluster")
@Timeout(300)
class TeamsEverywhereTest {
    private static final Network NETWORK = new Mlp(List.of(64, 32), 0.5);
    private static final int KILLED = 137;

    @Test
    @Tag("slow") // without a loss: SameEverywhereTest
    void threadsAndExecutorsAndTheLossOfOneLeaveTheSameBytes(@TempDir Path folder) throws Exception {
        Map<String, String> local =
                Masters.on("local[2]", spark -> run(spark, folder.resolve("local"), NETWORK, 3, new Calm()));
        assertThat(local).containsKeys("history.csv", "models/fold-4.safetensors");
        Map<String, String> disturbed = Masters.on("local-cluster[2,1,1024]", spark -> {
            RunView killer = new Killer(spark, folder.resolve("killed"));
            return run(spark, folder.resolve("disturbed"), NETWORK, 3, killer);
        });
        assertThat(folder.resolve("killed")).exists();
        assertThat(disturbed).isEqualTo(local);
    }

    @Test
    void aTaskOfTwoCoresTrainsOnTwoThreads(@TempDir Path folder) throws Exception {
        Path threads = Files.createDirectory(folder.resolve("threads"));
        Network network = new WitnessBlock(threads.toString());
        Map<String, String> local =
                Masters.on("local[1]", spark -> run(spark, folder.resolve("local"), network, 1, new Calm()));
        assertThat(names(threads)).noneMatch(name -> name.startsWith("foldsync-fold-"));
        System.setProperty("spark.task.cpus", "2");
        try {
            Map<String, String> cluster = Masters.on(
                    "local-cluster[1,2,1024]", spark -> run(spark, folder.resolve("cluster"), network, 1, new Calm()));
            assertThat(cluster).isEqualTo(local);
        } finally {
            System.clearProperty("spark.task.cpus");
        }
        assertThat(names(threads)).contains("foldsync-fold-0", "foldsync-fold-1");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Map<String, String> run(SparkSession spark, Path output, Network network, int width, RunView view)
            throws IOException {
        CrossValidation.of(
                        Digits.rows(spark),
                        TableSpec.defaults(),
                        Training.of(network).withEpochs(3).withScaling(Scaling.STANDARD))
                .splitter(StratifiedKFold.of(5))
                .seed(7)
                .width(width)
                .output(output.toString())
                .view(view)
                .run();
        return SameEverywhereTest.bytes(output);
    }

    private static class Calm implements RunView {
        @Override
        public void started(RunHeader header) {}

        @Override
        public void met(Round round, List<FoldTiming> timings) {}

        @Override
        public void finished(History history, StopReason reason) {}
    }

    /** Takes an executor down after the first epoch, as a system does that runs out of memory. */
    private static final class Killer extends Calm {
        private final SparkSession spark;
        private final String sign;

        Killer(SparkSession spark, Path sign) {
            this.spark = spark;
            this.sign = sign.toString();
        }

        @Override
        public void met(Round round, List<FoldTiming> timings) {
            if (round.epoch() == 0) {
                String once = sign;
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(List.of(1), 1)
                        .foreach(one -> {
                            if (!Files.exists(Path.of(once))) {
                                Files.createFile(Path.of(once));
                                Runtime.getRuntime().halt(KILLED);
                            }
                        });
            }
        }
    }
}
