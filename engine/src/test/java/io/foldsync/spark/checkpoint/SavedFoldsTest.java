package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFoldsTest {
    private final Path output;
    private final SavedFolds saved;

    SavedFoldsTest(@TempDir Path output) throws IOException {
        this.output = output;
        CheckpointFolder folder = SmallRun.folder(output);
        for (int epochs : new int[] {2, 4, 6}) {
            SmallRun.write(folder, epochs);
        }
        saved = new SavedFolds(Optional.of(folder), SmallRun.PARTICULARS.digest(), output.resolve("cache"));
    }

    private Optional<String> restored(int fold, int most) {
        return saved.restore(fold, most, (state, epochs) -> {
            float[] numbers =
                    Objects.requireNonNull(state.get("layers.0.weight")).toFloats();
            return "fold " + (int) numbers[0] + " at " + (int) numbers[1] + " of " + epochs;
        });
    }

    @Test
    void aFoldComesBackFromTheNearestCheckpointBefore() throws IOException {
        assertThat(restored(1, 9)).contains("fold 1 at 6 of 6");
        assertThat(restored(1, 5)).contains("fold 1 at 4 of 4");
        assertThat(restored(1, 1)).isEmpty();
        assertThat(saved.newest(5)).isEqualTo(4);
        assertThat(saved.newest(1)).isZero();
        try (var left = Files.list(output.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsPassedOverForAnOlderOne() throws IOException {
        Files.writeString(output.resolve("checkpoints/epoch-0006/fold-1.safetensors"), "short");
        assertThat(restored(1, 9)).contains("fold 1 at 4 of 4");
        assertThat(restored(0, 9)).contains("fold 0 at 6 of 6");
    }

    @Test
    void aFileOfAnotherFoldIsPassedOverThoughItsChecksumIsRight() throws IOException {
        CheckpointFolder folder = SmallRun.folder(output);
        folder.remove(6);
        Seal swapped = SmallRun.writeFold(folder, 6, 1, 2);
        folder.commit(
                SmallRun.progress(6),
                SmallRun.PARTICULARS,
                List.of(SmallRun.writeFold(folder, 6, 0, 0), swapped, SmallRun.writeFold(folder, 6, 2, 2)));
        assertThat(restored(1, 9)).contains("fold 1 at 4 of 4");
        assertThat(restored(2, 9)).contains("fold 2 at 6 of 6");
    }

    @Test
    void whatTheNetworkRefusesIsPassedOver() {
        Optional<Integer> restored = saved.restore(0, 9, (state, epochs) -> {
            if (epochs == 6) {
                throw FoldSyncException.of(ErrorCode.NETWORK_SHAPE, "weights", "other", "these", "Mend it.");
            }
            return epochs;
        });
        assertThat(restored).contains(4);
    }

    @Test
    void checkpointsOfAnotherRunAreNone() throws IOException {
        SavedFolds other = new SavedFolds(
                Optional.of(SmallRun.folder(output)), Particulars.none().digest(), output.resolve("cache"));
        assertThat(other.newest(9)).isZero();
        assertThat(other.restore(0, 9, (state, epochs) -> epochs)).isEmpty();
    }

    @Test
    void aRunWithoutCheckpointsHasNone() {
        SavedFolds none = new SavedFolds(Optional.empty(), "", output);
        assertThat(none.newest(9)).isZero();
        assertThat(none.restore(0, 9, (state, epochs) -> epochs)).isEmpty();
    }
}
