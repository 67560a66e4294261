package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Scaling;
import io.foldsync.fold.KFold;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.NamedBlock;
import io.foldsync.nn.Network;
import io.foldsync.nn.TorchScript;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the folds train, and in which company, changes no byte of what they find. */
@Tag("cluster")
class SameEverywhereTest {
    @Test
    void oneMachineAndTwoAndThreeExecutorsLeaveTheSameBytes(@TempDir Path folder) throws Exception {
        Network network = new Mlp(List.of(64, 32), 0.5);
        Map<String, String> local = run(folder, "local[2]", network);
        assertThat(local)
                .containsKeys("history.csv", "predictions.parquet/part-00004.parquet", "models/fold-0.safetensors")
                .containsKeys("models/refit.safetensors", "models/refit.scaling.safetensors", "model.json");
        assertThat(run(folder, "local-cluster[2,1,1024]", network)).isEqualTo(local);
        assertThat(run(folder, "local-cluster[3,1,1024]", network)).isEqualTo(local);
    }

    @Test
    void soDoNetworksThatAreNotCompiled(@TempDir Path folder) throws Exception {
        Path file = Digits.file().resolveSibling("../networks/digits.pt");
        Network script = TorchScript.of("digits.pt", Files.readAllBytes(file));
        Network block = NamedBlock.of(DenseBlock.class.getName(), Map.of("hidden", "32"));
        for (Network network : List.of(script, block)) {
            Path runs = folder.resolve(network.getClass().getSimpleName());
            Map<String, String> local = run(runs, "local[2]", network);
            assertThat(local).containsKeys("history.csv", "models/fold-0.safetensors");
            assertThat(run(runs, "local-cluster[2,1,1024]", network)).isEqualTo(local);
        }
    }

    @Test
    void soDoRowsOfSeveralLabels(@TempDir Path folder) throws Exception {
        Masters.on("local[2]", spark -> labels(spark, folder.resolve("local")));
        Masters.on("local-cluster[2,1,1024]", spark -> labels(spark, folder.resolve("cluster")));
        assertThat(bytes(folder.resolve("local")))
                .containsKeys("history.csv", "predictions.parquet/part-00001.parquet", "models/fold-0.safetensors")
                .isEqualTo(bytes(folder.resolve("cluster")));
    }

    private static CrossValidationResult labels(SparkSession spark, Path output) {
        Training training = Training.of(new Mlp(List.of(16), 0.5)).withEpochs(2);
        return LabelsTest.run(LabelsTest.rows(spark), LabelsTest.SPEC, training)
                .splitter(KFold.of(2))
                .output(output.toString())
                .run();
    }

    private static Map<String, String> run(Path folder, String master, Network network) throws Exception {
        Path output = folder.resolve(master.replaceAll("[^a-z0-9]+", "-"));
        Masters.on(master, spark -> {
            CrossValidationResult result = crossValidate(spark, output, network);
            assertPredicts(
                    spark, output, result.measure("val_accuracy").summary().mean());
            return result;
        });
        return bytes(output);
    }

    /** Executors score rows too: together the folds do no worse than each alone on rows it has not seen. */
    private static void assertPredicts(SparkSession spark, Path output, double foldAccuracy) {
        Dataset<Row> predicted =
                TrainedModel.load(spark, output.toString()).ensemble().predict(Digits.rows(spark));
        assertThat((double) predicted.where("prediction = label").count() / 1797)
                .isGreaterThan(foldAccuracy - 0.02);
    }

    private static CrossValidationResult crossValidate(SparkSession spark, Path output, Network network) {
        Dataset<Row> digits = Digits.rows(spark).repartition(5);
        Training training = Training.of(network).withEpochs(3).withScaling(Scaling.STANDARD);
        return CrossValidation.of(digits, TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(5))
                .seed(7)
                .output(output.toString())
                .refit()
                .run();
    }

    /** Every file that two equal runs must share, as hex of its digest. */
    static Map<String, String> bytes(Path output) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                if (name.equals("history.csv")
                        || name.equals("model.json")
                        || name.matches(".*[.](parquet|safetensors|torchscript)")) {
                    files.put(name, Digits.sha256(file));
                }
            }
        }
        return files;
    }
}
