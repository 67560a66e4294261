package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of three labels, from shards to a table. */
@Tag("djl")
class LabelsTableTest {
    private static final Target LABELS = new Target.Labels(List.of("a", "b", "c"));
    private static final byte[][] FIRST = {{1, 0, 1}, {0, 0, 0}};
    private static final byte[][] SECOND = {{1, 1, 1}};

    private final Path directory;

    LabelsTableTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void theTableHoldsAByteForEachLabelOfEachRow() throws IOException {
        write(FIRST, SECOND, new byte[0][]);
        try (DeviceTable table = DeviceTable.load(directory, card(LABELS, 2L, 1L, 0L), "cpu")) {
            assertThat(table.targets().getDataType()).isEqualTo(DataType.UINT8);
            assertThat(table.targets().getShape()).isEqualTo(new Shape(3, 3));
            assertThat(table.targets().toUint8Array()).containsExactly(1, 0, 1, 0, 0, 0, 1, 1, 1);
            float[] targets = new float[7];
            table.copyTarget(2, targets, 4);
            table.copyTarget(0, targets, 1);
            assertThat(targets).containsExactly(0, 1, 0, 1, 1, 1, 1);
        }
        assertThat(Shard.map(directory, 0).targets()).containsExactly(1, 0, 1, 0, 0, 0);
        assertThat(Shard.map(directory, 2).targets()).isEmpty();
    }

    @Test
    void targetsThatAreNotThoseOfTheCardAreRefused() throws IOException {
        write(FIRST);
        refused(card(new Target.Labels(List.of("a", "b")), 2L), "targets U8[2, 3]; expected U8[2, 2]");
        refused(card(new Target.Classes(List.of("a", "b")), 2L), "targets U8[2, 3]; expected F32[2]");
        write(new byte[][] {{0, 2, 0}});
        refused(card(LABELS, 1L), "row \"row-0\" has target 2.0; expected 0 or 1 for each of 3 labels");
        TestTables.classes(4, 1, 2, 1).write(directory);
        refused(card(LABELS, 4L), "targets F32[4]; expected U8[4, 3]");
    }

    @Test
    void aRowWithOtherLabelsThanThoseIsNotWritten() throws IOException {
        try (ShardWriter writer = writer(9, 0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.add(new byte[] {7}, new byte[] {1, 0}, 1, "short"))
                    .withMessage("2 bytes of target in a row of 3, key \"short\"");
            assertThatIllegalArgumentException().isThrownBy(() -> writer.add(new byte[] {7}, 1f, 1, "class"));
        }
    }

    private void write(byte[][]... parts) throws IOException {
        for (int part = 0; part < parts.length; part++) {
            try (ShardWriter writer = writer(part, parts[part].length)) {
                for (int row = 0; row < parts[part].length; row++) {
                    writer.add(new byte[] {7}, parts[part][row], 1, "row-" + row);
                }
            }
        }
    }

    private ShardWriter writer(int part, int rows) throws IOException {
        return new ShardWriter(
                Files.newOutputStream(directory.resolve(Shard.featuresFile(part))),
                Files.newOutputStream(directory.resolve(Shard.rowsFile(part))),
                List.of(1),
                FeatureType.UINT8,
                LABELS,
                rows);
    }

    private static DatasetCard card(Target target, Long... partRows) {
        return new DatasetCard(List.of(1), FeatureType.UINT8, target, false, List.of(partRows), "");
    }

    private void refused(DatasetCard card, String message) {
        DatasetCard own = card.rows() == 4
                ? new DatasetCard(List.of(1), FeatureType.FLOAT32, card.target(), false, card.partRows(), "")
                : card;
        assertThatThrownBy(() -> ShardCheck.map(directory, own))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining(message);
    }
}
