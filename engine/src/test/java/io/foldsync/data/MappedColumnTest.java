package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns longer than one map, with maps of four elements. */
class MappedColumnTest {
    private static final int FOUR = 2;

    private final Safetensors file;

    MappedColumnTest(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("columns.safetensors");
        byte[] text = "abcdefghij".getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(path)) {
            Safetensors.write(
                    out,
                    new TreeMap<>(Map.of(
                            "floats",
                            HostTensor.floats(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 9),
                            "longs",
                            HostTensor.longs(new long[] {0, -1, -2, -3, -4}, 5),
                            "bytes",
                            new HostTensor(Dtype.U8, List.of(10L), ByteBuffer.wrap(text)),
                            "matrix",
                            new HostTensor(Dtype.U8, List.of(3L, 3L), ByteBuffer.wrap(text, 0, 9)))),
                    new TreeMap<>());
        }
        file = Safetensors.map(path);
    }

    @Test
    void findsElementsInEverySlice() {
        MappedColumn floats = new MappedColumn(file, "floats", Dtype.F32, FOUR);
        MappedColumn longs = new MappedColumn(file, "longs", Dtype.I64, FOUR);

        assertThat(floats.floatAt(3)).isEqualTo(3);
        assertThat(floats.floatAt(4)).isEqualTo(4);
        assertThat(floats.floatAt(8)).isEqualTo(8);
        assertThat(floats.toFloats()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(longs.longAt(3)).isEqualTo(-3);
        assertThat(longs.longAt(4)).isEqualTo(-4);
        assertThat(longs.size()).isEqualTo(5);
    }

    @Test
    void findsTheColumnsOfEveryRowWhereASliceHoldsNoWholeNumberOfRows() {
        MappedColumn matrix = new MappedColumn(file, "matrix", Dtype.U8, 2, FOUR);

        assertThat(matrix.size()).isEqualTo(3);
        assertThat(matrix.rowLength()).isEqualTo(3);
        assertThat(matrix.floatAt(0, 0)).isEqualTo('a');
        assertThat(matrix.floatAt(1, 2)).isEqualTo('f');
        assertThat(matrix.floatAt(2, 1)).isEqualTo('h');
    }

    @Test
    void joinsBytesAcrossSlices() {
        MappedColumn bytes = new MappedColumn(file, "bytes", Dtype.U8, FOUR);

        assertThat(bytes.bytes(2, 8)).asString(StandardCharsets.UTF_8).isEqualTo("cdefghij");
        assertThat(bytes.bytes(0, 4)).asString(StandardCharsets.UTF_8).isEqualTo("abcd");
        assertThat(bytes.bytes(10, 0)).isEmpty();
    }
}
