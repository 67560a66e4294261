package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Sgd;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class DivergedRunTest {

    @Test
    void aRunThatDivergesEndsWithItsOwnExitCodeAndKeepsItsHistory(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out");
        Training wild =
                Training.of(new Mlp(List.of(16), 0)).withOptimizer(Sgd.of(1e30)).withEpochs(5);
        Masters.on("local[2]", spark -> {
            assertThatThrownBy(() -> CrossValidation.of(Digits.rows(spark), TableSpec.defaults(), wild)
                            .splitter(StratifiedKFold.of(3))
                            .output(output.toString())
                            .run())
                    .isInstanceOfSatisfying(FoldSyncException.class, stop -> assertThat(stop.exitCode())
                            .isEqualTo(ExitCode.TRAINING))
                    .hasMessageContaining("Lower training.lr");
            return output;
        });
        assertThat(Files.readAllLines(output.resolve("history.csv"))).hasSize(1 + 3);
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThat(output.resolve("_staging")).doesNotExist();
    }
}
