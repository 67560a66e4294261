package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        try (ShardWriter writer = writer(3)) {
            writer.add(new byte[] {1, (byte) 200}, 2, 0.5f, "a");
            writer.add(new byte[] {3, 0}, 0, 1, "");
            writer.add(new byte[] {5, 100}, 1, 2, "schlüssel \uD83D\uDD11");
        }
        Shard shard = Shard.map(directory, 3);

        assertThat(shard.rows()).isEqualTo(3);
        assertThat(shard.targets()).containsExactly(2, 0, 1);
        assertThat(shard.weights()).containsExactly(0.5f, 1, 2);
        assertThat(List.of(shard.key(0), shard.key(1), shard.key(2)))
                .containsExactly("a", "", "schlüssel \uD83D\uDD11");
        assertThat(shard.moments().count()).isEqualTo(3);
        assertThat(shard.moments().mean()).containsExactly(3, 100);
        assertThat(shard.moments().m2()).containsExactly(8, 20_000);
        assertThat(shard.moments().min()).containsExactly(1, 0);
        assertThat(shard.moments().max()).containsExactly(5, 200);
    }

    @Test
    void filesAreThoseOfTheFormat() throws IOException {
        try (ShardWriter writer = writer(1)) {
            writer.add(new byte[] {7, 8}, 0, 1, "k");
        }

        Safetensors features = Safetensors.map(directory.resolve("part-00003.features.safetensors"));
        assertThat(features.tensor("features"))
                .isEqualTo(new HostTensor(Dtype.U8, List.of(1L, 1L, 2L), ByteBuffer.wrap(new byte[] {7, 8})));
        assertThat(Safetensors.map(directory.resolve("part-00003.rows.safetensors"))
                        .names())
                .containsExactlyInAnyOrder(
                        "targets",
                        "weights",
                        "key_offsets",
                        "keys",
                        "moments.count",
                        "moments.mean",
                        "moments.m2",
                        "moments.min",
                        "moments.max");
    }

    @Test
    void sameRowsGiveSameBytes() throws IOException {
        TestTables table = TestTables.classes(20, 3, 2, 2).withWeights();
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        table.write(first);
        table.write(second);

        for (String name : List.of(Shard.featuresFile(1), Shard.rowsFile(1))) {
            assertThat(first.resolve(name)).hasSameBinaryContentAs(second.resolve(name));
        }
    }

    @Test
    void mayBeEmpty() throws IOException {
        writer(0).close();
        Shard shard = Shard.map(directory, 3);

        assertThat(shard.rows()).isZero();
        assertThat(shard.targets()).isEmpty();
        assertThat(shard.moments().count()).isZero();
        assertThat(shard.moments().min()).containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesFewerRowsThanPromised() throws IOException {
        ShardWriter writer = writer(2);
        writer.add(new byte[2], 0, 1, "a");

        assertFault(writer::close, ErrorCode.DATA_UNREADABLE, "1 rows came; expected 2");
    }

    @Test
    void refusesMoreRowsThanPromised() throws IOException {
        ShardWriter writer = writer(1);
        writer.add(new byte[2], 0, 1, "a");

        assertFault(() -> writer.add(new byte[2], 0, 1, "b"), ErrorCode.DATA_UNREADABLE, "more than 1 rows came");
        writer.close();
    }

    @Test
    void closesBothStreamsEvenIfRowsAreMissing() {
        boolean[] closed = new boolean[2];
        ShardWriter writer = new ShardWriter(closing(closed, 0), closing(closed, 1), List.of(2), FeatureType.UINT8, 1);

        assertThatThrownBy(writer::close).isInstanceOf(FoldSyncException.class);
        assertThat(closed).containsExactly(true, true);
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer(1).add(new byte[3], 0, 1, "a"))
                .withMessageContaining("3 bytes of features in a row of 2");
    }

    @Test
    void namesAMissingFile() {
        assertFault(() -> Shard.map(directory, 7), ErrorCode.DATA_NOT_FOUND, "part-00007.features.safetensors");
    }

    @Test
    void refusesColumnsThatDoNotFitEachOther() throws IOException {
        assertRowsRefused("targets", HostTensor.floats(new float[2], 2), "2 targets, 1 weights");
        assertRowsRefused("targets", HostTensor.doubles(new double[1], 1), "tensor \"targets\" is F64[1]");
        assertRowsRefused("weights", HostTensor.floats(new float[1], 1, 1), "tensor \"weights\" is F32[1, 1]");
        assertRowsRefused("moments.count", HostTensor.doubles(new double[] {2}, 1), "moments of 2 rows");
        assertRowsRefused("moments.count", HostTensor.doubles(new double[] {0.5}, 1), "moments of 0.5 rows");
        assertRowsRefused("moments.m2", HostTensor.doubles(new double[3], 3), "tensor \"moments.m2\" is F64[3]");
    }

    @Test
    void refusesKeysOutsideTheirColumn() throws IOException {
        rewriteRows("key_offsets", HostTensor.longs(new long[] {0, 99}, 2));
        Shard shard = Shard.map(directory, 3);

        assertFault(() -> shard.key(0), ErrorCode.DATA_FORMAT, "the key of row 0 lies from 0 to 99");
    }

    private void assertRowsRefused(String column, HostTensor wrong, String message) throws IOException {
        rewriteRows(column, wrong);
        assertFault(() -> Shard.map(directory, 3), ErrorCode.DATA_FORMAT, message);
    }

    /** A sound part of one row, one column of which is then replaced. */
    private void rewriteRows(String column, HostTensor wrong) throws IOException {
        try (ShardWriter writer = writer(1)) {
            writer.add(new byte[] {7, 8}, 0, 1, "k");
        }
        Path file = directory.resolve(Shard.rowsFile(3));
        Safetensors sound = Safetensors.map(file);
        SortedMap<String, HostTensor> columns = new TreeMap<>();
        sound.names().forEach(name -> columns.put(name, sound.tensor(name)));
        columns.put(column, wrong);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, columns, new TreeMap<>(Map.of()));
        Files.write(file, out.toByteArray());
    }

    private ShardWriter writer(long rows) throws IOException {
        return new ShardWriter(
                Files.newOutputStream(directory.resolve(Shard.featuresFile(3))),
                Files.newOutputStream(directory.resolve(Shard.rowsFile(3))),
                List.of(1, 2),
                FeatureType.UINT8,
                rows);
    }

    private static ByteArrayOutputStream closing(boolean[] closed, int index) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[index] = true;
            }
        };
    }

    private static void assertFault(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(code));
    }
}
