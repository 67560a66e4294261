package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.FocalLoss;
import io.foldsync.nn.Lion;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Precision;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.Steps;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationFilesTest extends LocalSpark {
    private static CrossValidation digits(Training training, Path output) {
        return CrossValidation.of(Digits.rows(spark()), TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(3))
                .output(output.toString());
    }

    @Test
    void aRunThatDivergesFailsAndLeavesItsHistory(@TempDir Path folder) throws IOException {
        Path output = folder.resolve("run");
        Training training =
                Training.of(new Mlp(List.of(32), 0)).withOptimizer(Sgd.of(1e12)).withEpochs(5);
        assertThatThrownBy(() -> digits(training, output).run())
                .hasMessageContaining("finite")
                .extracting(thrown -> ((FoldSyncException) thrown).exitCode())
                .isEqualTo(ExitCode.TRAINING);
        assertThat(Files.readAllLines(output.resolve("history.csv"))).hasSizeGreaterThanOrEqualTo(1 + 3);
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThat(output.resolve("_staging")).doesNotExist();
    }

    @Test
    void everyRowIsPredictedOnceWhateverTheSessionSaysOfFileSizes(@TempDir Path folder) {
        spark().conf().set("spark.sql.files.maxRecordsPerFile", "100");
        try {
            Training training = Training.of(new Mlp(List.of(16), 0)).withEpochs(1);
            CrossValidationResult result =
                    digits(training, folder.resolve("run")).run();
            assertThat(result.predictions().select("id").distinct().count()).isEqualTo(1797);
            assertThat(result.predictions().count()).isEqualTo(1797);
        } finally {
            spark().conf().unset("spark.sql.files.maxRecordsPerFile");
        }
    }

    /** Focal loss, recomputed from the probabilities of the networks that were saved: the averages. */
    @Test
    void theLossThatIsReportedIsTheOneThatIsTrained(@TempDir Path folder) {
        Training training = Training.of(new Mlp(List.of(16), 0))
                .withLoss(new FocalLoss(1, Collections.nCopies(10, 2.0)))
                .withOptimizer(Lion.of(1e-3).withWeightDecay(0.1))
                .withSteps(new Steps(2, 0.5, 1, false, 0.9, Precision.FLOAT32))
                .withEpochs(2);
        CrossValidationResult result = digits(training, folder.resolve("run")).run();
        double mean = result.predictions().collectAsList().stream()
                .mapToDouble(row -> {
                    List<Double> probability = row.getList(row.fieldIndex("probability"));
                    double p = probability.get(Integer.parseInt(row.getAs("label")));
                    return -2 * (1 - p) * Math.log(p);
                })
                .average()
                .orElseThrow();
        assertThat(result.measure("val_loss").summary().pooled().orElseThrow()).isCloseTo(mean, within(1e-9));
    }
}
