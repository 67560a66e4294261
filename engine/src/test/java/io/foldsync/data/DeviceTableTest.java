package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("djl")
class DeviceTableTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void holdsFloatFeaturesAsWritten() throws IOException {
        assertHoldsWhatWasWritten(TestTables.classes(37, 5, 3, 4), DataType.FLOAT32);
    }

    @Test
    void holdsByteFeaturesAsWrittenAndAsBytes() throws IOException {
        assertHoldsWhatWasWritten(
                TestTables.classes(40, 1, 10, 3).withShape(1, 4, 3).withBytes().withWeights(), DataType.UINT8);
    }

    @Test
    void holdsNumbersToPredict() throws IOException {
        TestTables source = TestTables.numbers(11, 2, 2);
        try (DeviceTable table = DeviceTable.load(directory, source.write(directory), "cpu")) {
            assertThat(table.targets().getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(table.targets().toFloatArray()).containsExactly(targets(source));
        }
    }

    @Test
    void holdsPartsLargerThanOneChunk() throws IOException {
        TestTables source = TestTables.numbers(14, 700_000, 2); // 2.8 MB a row: chunks of 8 MiB hold two, parts seven
        try (DeviceTable table = DeviceTable.load(directory, source.write(directory), "cpu")) {
            int[] members = source.members();
            for (int row = 0; row < members.length; row++) {
                try (NDArray features = table.features().get(row)) {
                    assertThat(features.toFloatArray()).isEqualTo(source.features(members[row]));
                }
            }
        }
    }

    @Test
    void givesTheRowsOfPartsAscending() throws IOException {
        DatasetCard card = TestTables.numbers(10, 2, 3).write(directory); // 4, 3 and 3 rows
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu")) {
            assertThat(table.rows(new int[] {1})).containsExactly(4, 5, 6);
            assertThat(table.rows(new int[] {2, 0})).containsExactly(0, 1, 2, 3, 7, 8, 9);
            assertThat(table.rows(new int[0])).isEmpty();
            assertThat(table.moments(1).count()).isEqualTo(3);
            assertThatIllegalArgumentException().isThrownBy(() -> table.rows(new int[] {3}));
            assertThatIllegalArgumentException().isThrownBy(() -> table.rows(new int[] {1, 1}));
        }
    }

    @Test
    void passesOverEmptyParts() throws IOException {
        TestTables source = TestTables.numbers(3, 2, 5); // parts 3 and 4 are empty
        DatasetCard card = source.write(directory);
        assertThat(card.partRows()).containsExactly(1L, 1L, 1L, 0L, 0L);
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu")) {
            assertThat(table.rows(new int[] {3, 2})).containsExactly(2);
            assertThat(table.key(2)).isEqualTo("row-2");
        }
    }

    @Test
    void findsRowsBehindAnEmptyPart() throws IOException {
        write(0, "a");
        write(1);
        write(2);
        write(3, "b", "c");
        DatasetCard card = new DatasetCard(
                List.of(1), FeatureType.UINT8, new Target.Numbers(), false, List.of(1L, 0L, 0L, 2L), "");
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu")) {
            assertThat(IntStream.range(0, 3).mapToObj(table::key)).containsExactly("a", "b", "c");
            assertThatThrownBy(() -> table.key(3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> table.key(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void closeReleasesTheArrays() throws IOException {
        DeviceTable table =
                DeviceTable.load(directory, TestTables.numbers(4, 2, 2).write(directory), "cpu");
        NDArray features = table.features();
        table.close();
        table.close();

        assertThatThrownBy(features::toFloatArray).isInstanceOf(IllegalStateException.class);
        assertThat(table.manager().isOpen()).isFalse();
    }

    @Test
    void refusesShardsOfAnotherDataset() throws IOException {
        DatasetCard card = TestTables.classes(12, 2, 3, 2).write(directory);

        assertRefused(
                new DatasetCard(List.of(2), card.type(), card.target(), false, List.of(6L, 5L), ""),
                "features F32[6, 2]; expected F32[5, 2]");
        assertRefused(
                new DatasetCard(List.of(2, 1), card.type(), card.target(), false, card.partRows(), ""),
                "features F32[6, 2]; expected F32[6, 2, 1]");
        assertRefused(
                new DatasetCard(List.of(2), FeatureType.UINT8, card.target(), false, card.partRows(), ""),
                "expected U8[6, 2]");
        assertRefused(
                new DatasetCard(
                        List.of(2), card.type(), new Target.Classes(List.of("x", "y")), false, card.partRows(), ""),
                "row \"row-2\" has target 2.0; expected a class code from 0 to 1");
    }

    @Test
    void namesTheDeviceThatIsNotThere() throws IOException {
        DatasetCard card = TestTables.numbers(4, 2, 2).write(directory);

        assertThatThrownBy(() -> DeviceTable.load(directory, card, "cuda:99"))
                .hasMessageContaining("device cuda:99")
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.NO_DEVICE));
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), ColumnLoader.ENGINE)) {
            ColumnLoader loader = new ColumnLoader(List.of(), manager);

            assertThatThrownBy(() -> loader.load(Shard.WEIGHTS, new Shape(1L << 50), DataType.FLOAT32))
                    .hasMessageContaining("device cpu")
                    .hasMessageContaining("4294967296 MiB")
                    .isInstanceOfSatisfying(
                            FoldSyncException.class,
                            e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
        }
    }

    private void assertHoldsWhatWasWritten(TestTables source, DataType type) throws IOException {
        DatasetCard card = source.write(directory);
        int[] members = source.members();
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu")) {
            assertThat(table.features().getDataType()).isEqualTo(type);
            assertThat(table.features().getShape()).isEqualTo(new Shape(card.rows(), card.features()));
            try (NDArray features = table.features().toType(DataType.FLOAT32, false)) {
                float[] all = features.toFloatArray();
                for (int row = 0; row < members.length; row++) {
                    assertThat(Arrays.copyOfRange(all, row * card.features(), (row + 1) * card.features()))
                            .isEqualTo(source.features(members[row]));
                }
            }
            assertThat(table.targets().getDataType()).isEqualTo(DataType.INT64);
            for (int row = 0; row < members.length; row++) {
                assertThat(table.targets().getLong(row)).isEqualTo((long) source.target(members[row]));
                assertThat(table.weights().getFloat(row)).isEqualTo(source.weight(members[row]));
                assertThat(table.target(row)).isEqualTo(source.target(members[row]));
                assertThat(table.weight(row)).isEqualTo(source.weight(members[row]));
                assertThat(table.key(row)).isEqualTo(source.key(members[row]));
            }
        }
    }

    private static float[] targets(TestTables source) {
        int[] members = source.members();
        float[] targets = new float[members.length];
        for (int row = 0; row < members.length; row++) {
            targets[row] = source.target(members[row]);
        }
        return targets;
    }

    private void write(int part, String... keys) throws IOException {
        try (ShardWriter writer = new ShardWriter(
                Files.newOutputStream(directory.resolve(Shard.featuresFile(part))),
                Files.newOutputStream(directory.resolve(Shard.rowsFile(part))),
                List.of(1),
                FeatureType.UINT8,
                keys.length)) {
            for (String key : keys) {
                writer.add(new byte[1], 0, 1, key);
            }
        }
    }

    private void assertRefused(DatasetCard card, String message) {
        assertThatThrownBy(() -> DeviceTable.load(directory, card, "cpu"))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining(message);
    }
}
