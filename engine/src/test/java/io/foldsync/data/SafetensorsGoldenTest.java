package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsGoldenTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void writesTheBytesOfTheReferenceImplementation() throws IOException {
        assertThat(written(twoTensors(), new TreeMap<>(Map.of("fold", "0"))))
                .isEqualTo(golden("two tensors with metadata"));
    }

    @Test
    void ordersTypesAndEscapesNamesAsTheReferenceImplementation() throws IOException {
        assertThat(written(everyType(), new TreeMap<>()))
                .isEqualTo(golden("every type, a scalar, an empty tensor, a name to escape"));
    }

    @Test
    void readsTheBytesOfTheReferenceImplementation() throws IOException {
        Safetensors file = Safetensors.map(stored(golden("two tensors with metadata")));

        assertThat(file.names()).containsExactly("b", "w");
        assertThat(file.metadata()).isEqualTo(Map.of("fold", "0"));
        assertThat(file.tensor("w").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(file.tensor("w").shape()).containsExactly(2L, 3L);
        assertThat(file.tensor("b").toLongs()).containsExactly(1, 2);
    }

    @Test
    void readsEveryTypeBackEqual() throws IOException {
        Safetensors file = Safetensors.map(stored(golden("every type, a scalar, an empty tensor, a name to escape")));

        everyType().forEach((name, tensor) -> assertThat(file.tensor(name)).isEqualTo(tensor));
        assertThat(file.names()).hasSize(6);
        assertThat(file.metadata()).isEmpty();
    }

    @Test
    void givesRowsOfATensorAlone() throws IOException {
        Safetensors file = Safetensors.map(stored(golden("two tensors with metadata")));

        assertThat(file.rows("w", 1, 2)).isEqualTo(HostTensor.floats(new float[] {3, 4, 5}, 1, 3));
        assertThat(file.rows("w", 0, 0)).isEqualTo(HostTensor.floats(new float[0], 0, 3));
    }

    private static SortedMap<String, HostTensor> twoTensors() {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        tensors.put("w", HostTensor.floats(new float[] {0, 1, 2, 3, 4, 5}, 2, 3));
        tensors.put("b", HostTensor.longs(new long[] {1, 2}, 2));
        return tensors;
    }

    private static SortedMap<String, HostTensor> everyType() {
        ByteBuffer ints = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        ints.putInt(0, -1).putInt(4, 2);
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        tensors.put("z.scale", HostTensor.doubles(new double[] {1.5}));
        tensors.put("a", new HostTensor(Dtype.U8, List.of(1L, 3L), ByteBuffer.wrap(new byte[] {7, 8, 9})));
        tensors.put("é\"x", HostTensor.floats(new float[0], 0, 4));
        tensors.put("n", HostTensor.longs(new long[] {5}));
        tensors.put("k", new HostTensor(Dtype.I32, List.of(2L), ints));
        tensors.put("b", HostTensor.floats(new float[] {2.5f}, 1));
        return tensors;
    }

    private static byte[] written(SortedMap<String, HostTensor> tensors, SortedMap<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, tensors, metadata);
        return out.toByteArray();
    }

    private Path stored(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("golden.safetensors"), bytes);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream json = SafetensorsGoldenTest.class.getResourceAsStream("/golden/safetensors.json")) {
            return HexFormat.of()
                    .parseHex(new ObjectMapper().readTree(json).get(name).textValue());
        }
    }
}
