package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Scaling;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Network;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runs with one seed, two threads, dropout on. */
class SameTwiceTest extends LocalSpark {

    static List<Network> networks() {
        return List.of(new Mlp(List.of(64, 32), 0.5), new DenseBlock(Map.of("hidden", "32")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void leaveTheSameBytes(Network network, @TempDir Path folder) throws IOException {
        Map<String, String> first = run(network, 1, 7, folder.resolve("first"));
        assertThat(first).containsKeys("history.csv", "models/fold-2.safetensors");
        assertThat(run(network, 1, 7, folder.resolve("second"))).isEqualTo(first);
        assertThat(run(network, 1, 8, folder.resolve("third"))).isNotEqualTo(first);
    }

    @Test
    void soDoTwoRunsSideBySide(@TempDir Path folder) throws IOException {
        Network network = networks().get(0);
        Map<String, String> first = run(network, 2, 7, folder.resolve("first"));
        assertThat(run(network, 2, 7, folder.resolve("second"))).isEqualTo(first);
    }

    private static Map<String, String> run(Network network, int width, long seed, Path output) throws IOException {
        CrossValidation.of(
                        Digits.rows(spark()).limit(600),
                        TableSpec.defaults(),
                        Training.of(network).withEpochs(3).withScaling(Scaling.STANDARD))
                .splitter(StratifiedKFold.of(3))
                .seed(seed)
                .width(width)
                .output(output.toString())
                .run();
        return SameEverywhereTest.bytes(output);
    }
}
