package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.HostTensor;
import io.foldsync.data.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    private final Path output;
    private final CheckpointFolder folder;

    CheckpointFolderTest(@TempDir Path output) throws IOException {
        this.output = output;
        this.folder = SmallRun.folder(output);
    }

    private Path file(String name) {
        return output.resolve("checkpoints").resolve(name);
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws IOException {
        assertThat(folder.epochs()).isEmpty();
        folder.remove();
    }

    @Test
    void theLatestAndTheBestStayAndArePointedAt() throws IOException {
        Set<Integer> written = new TreeSet<>();
        for (int epochs = 1; epochs <= 4; epochs++) { // the loss falls: the latest is the best, but for the first three
            SmallRun.write(folder, epochs);
            written.add(epochs);
            SmallRun.prune(folder, written, CheckpointPlan.everyEpochs(1).withKept(1, 2), epochs);
        }
        assertThat(folder.epochs()).containsExactly(4, 3);
        assertThat(written).containsExactly(3, 4);
        assertThat(file("last")).hasContent("epoch-0004\n");
        assertThat(file("best")).hasContent("epoch-0004\n");
        try (var drafts = Files.list(output.resolve("_staging"))) {
            assertThat(drafts).isEmpty();
        }
    }

    @Test
    void onlyFoldersOfItsOwnNamesAreItsOwn() throws IOException {
        SmallRun.write(folder, 12);
        for (String name : List.of("epoch-12", "epoch-00013", "epoch-0014.old", "notes")) {
            Files.createDirectories(file(name));
        }
        Files.createFile(file("epoch-0015"));
        assertThat(folder.epochs()).containsExactly(12);
        SmallRun.prune(folder, new TreeSet<>(Set.of(12)), CheckpointPlan.everyEpochs(1), 12);
        assertThat(file("notes")).exists();
    }

    @Test
    void oneThatWasCutOffIsNoneAndGoesWithTheNextPruning() throws IOException {
        SmallRun.write(folder, 1);
        SmallRun.writeFold(folder, 2, 0, 0);
        assertThat(folder.epochs()).containsExactly(2, 1);
        assertThat(folder.committed()).containsExactly(1);
        SmallRun.prune(folder, new TreeSet<>(Set.of(1)), CheckpointPlan.everyEpochs(1), 1);
        assertThat(folder.epochs()).containsExactly(1);
    }

    @Test
    void aFoldsFileIsSafetensorsUnderTheNetworksOwnNames() throws IOException {
        SmallRun.write(folder, 2);
        Safetensors file = Safetensors.map(file("epoch-0002/fold-1.safetensors"));
        assertThat(file.tensor("layers.0.weight")).isEqualTo(HostTensor.floats(SmallRun.state(1, 2), 3));
    }

    @Test
    void equalCheckpointsAreEqualBytes() throws IOException {
        SmallRun.write(folder, 2);
        byte[] card = Files.readAllBytes(file("epoch-0002/checkpoint.json"));
        folder.remove(2);
        assertThat(file("epoch-0002")).doesNotExist();
        SmallRun.write(folder, 2);
        assertThat(file("epoch-0002/checkpoint.json")).hasBinaryContent(card);
    }
}
