package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.ModelConfig;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.BlockRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    private static final Path SHIPPED =
            Path.of("..", "conf", "networks", "digits.pt").toAbsolutePath().normalize();

    @Test
    void aFileThatIsNotThereIsTold(@TempDir Path folder) {
        refused(folder.resolve("net.pt"), "model.file: file:" + folder + "/net.pt, java.io.FileNotFoundException");
        refused(folder, "model.file: file:" + folder + ", a directory; expected a TorchScript file");
    }

    @Test
    @Tag("djl")
    void aFileThatIsNoNetworkIsToldBeforeAnyDataAreRead(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("net.pt"), "no network");
        refused(text, "file:" + text + ": ");
    }

    @Test
    @Tag("djl")
    void theShippedNetworkIsOne() {
        assertThat(Catalogue.network(config(SHIPPED), new Configuration()).describe())
                .matches("torchscript digits.pt, sha256 [0-9a-f]{64}");
    }

    @Test
    void aClassForBlocksIsNotOneForLayers() {
        ModelConfig.OwnClass own = new ModelConfig.OwnClass(OwnClassesTest.Plain.class.getName(), Map.of());
        assertThatThrownBy(() -> Catalogue.network(new ModelConfig.OwnBlock(own), new Configuration()))
                .hasMessageContaining(
                        own.name() + ", which does not implement it; expected a public class that implements "
                                + BlockRecipe.class.getName());
        assertThat(Catalogue.network(own, new Configuration())).isInstanceOf(Architecture.class);
    }

    private static void refused(Path file, String told) {
        assertThatThrownBy(() -> Catalogue.network(config(file), new Configuration()))
                .isInstanceOfSatisfying(FoldSyncException.class, e -> {
                    assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.NETWORK_FILE);
                    assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
                })
                .hasMessageStartingWith(told);
    }

    private static ModelConfig config(Path file) {
        return new ModelConfig.TorchScript("file:" + file);
    }
}
