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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the folds train, and in which company, changes no byte of what they find. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameEverywhereTest {
    private static final Network MLP = new Mlp(List.of(64, 32), 0.5);
    private static final Network BLOCK = NamedBlock.of(DenseBlock.class.getName(), Map.of("hidden", "32"));
    private static final String HERE = "local[2]";
    private static final String TWO = "local-cluster[2,1,1024]";
    private static final String THREE = "local-cluster[3,1,1024]";

    private final Path folder;

    SameEverywhereTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** One session a master: executors take longer to start than folds to train. */
    @BeforeAll
    void everythingRunsOnEveryMaster() throws Exception {
        for (String master : List.of(HERE, TWO)) {
            Masters.on(master, spark -> {
                wholly(spark, output(master, "compiled"));
                crossValidate(spark, output(master, "together"), MLP, 3).run();
                crossValidate(spark, output(master, "script"), script(), 1).run();
                crossValidate(spark, output(master, "block"), BLOCK, 1).run();
                return labels(spark, output(master, "labels"));
            });
        }
        Masters.on(THREE, spark -> wholly(spark, output(THREE, "compiled")));
    }

    private static Network script() throws IOException {
        Path file = Digits.file().resolveSibling("../networks/digits.pt");
        return TorchScript.of("digits.pt", Files.readAllBytes(file));
    }

    private Path output(String master, String name) {
        return folder.resolve(master.replaceAll("[^a-z0-9]+", "-")).resolve(name);
    }

    @Test
    void oneMachineAndTwoAndThreeExecutorsLeaveTheSameBytes() throws Exception {
        Map<String, String> local = bytes(output(HERE, "compiled"));
        assertThat(local)
                .containsKeys("history.csv", "predictions.parquet/part-00004.parquet", "models/fold-0.safetensors")
                .containsKeys("models/refit.safetensors", "models/refit.scaling.safetensors", "model.json");
        assertThat(bytes(output(TWO, "compiled"))).isEqualTo(local);
        assertThat(bytes(output(THREE, "compiled"))).isEqualTo(local);
    }

    /** Three folds side by side, and two; networks that are not compiled. */
    @ParameterizedTest
    @ValueSource(strings = {"together", "script", "block"})
    void soDoFoldsSideBySideAndNetworksThatAreNotCompiled(String name) throws Exception {
        Map<String, String> local = bytes(output(HERE, name));
        assertThat(local).containsKeys("history.csv", "models/fold-0.safetensors");
        assertThat(bytes(output(TWO, name))).isEqualTo(local);
    }

    @Test
    void soDoRowsOfSeveralLabels() throws Exception {
        assertThat(bytes(output(HERE, "labels")))
                .containsKeys("history.csv", "predictions.parquet/part-00001.parquet", "models/fold-0.safetensors")
                .isEqualTo(bytes(output(TWO, "labels")));
    }

    private static CrossValidationResult labels(SparkSession spark, Path output) {
        Training training = Training.of(new Mlp(List.of(16), 0.5)).withEpochs(2);
        return LabelsTest.run(LabelsTest.rows(spark), LabelsTest.SPEC, training)
                .splitter(KFold.of(2))
                .output(output.toString())
                .run();
    }

    /** Executors score rows too: together the folds do no worse than each alone on rows it has not seen. */
    private static void assertPredicts(SparkSession spark, Path output, double foldAccuracy) {
        Dataset<Row> predicted =
                TrainedModel.load(spark, output.toString()).ensemble().predict(Digits.rows(spark));
        assertThat((double) predicted.where("prediction = label").count() / 1797)
                .isGreaterThan(foldAccuracy - 0.02);
    }

    /** With a refit, and rows scored where folds train. */
    private static CrossValidationResult wholly(SparkSession spark, Path output) {
        CrossValidationResult result =
                crossValidate(spark, output, MLP, 1).refit().run();
        assertPredicts(spark, output, result.measure("val_accuracy").summary().mean());
        return result;
    }

    private static CrossValidation crossValidate(SparkSession spark, Path output, Network network, int width) {
        Dataset<Row> digits = Digits.rows(spark).repartition(5);
        Training training = Training.of(network).withEpochs(3).withScaling(Scaling.STANDARD);
        return CrossValidation.of(digits, TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(5))
                .seed(7)
                .width(width)
                .output(output.toString());
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
