package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedSafetensorsTest {
    private static final String WHOLE = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void theUndamagedFileCanBeRead() throws IOException {
        assertThat(Safetensors.map(file(WHOLE, 8)).tensor("a").shape()).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 40, 61})
    void refusesAFileCutShort(int bytes) throws IOException {
        Path file = file(WHOLE, 8);
        byte[] cut = Arrays.copyOf(Files.readAllBytes(file), bytes);
        Files.write(file, cut);

        assertRefused(file);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 63, 0})
    void refusesAHeaderLengthThatTheFileCannotHave(long length) throws IOException {
        Path file = file(WHOLE, 8);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, length);
        Files.write(file, bytes.array());

        assertRefused(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not JSON              | nonsense",
                "not closed            | {'a':{'dtype':'F32'",
                "not an object         | [1,2]",
                "something behind      | {} {}",
                "not a tensor          | {'a':5}",
                "a name twice          | {'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'a':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}",
                "no dtype              | {'a':{'shape':[8],'data_offsets':[0,8]}}",
                "an unknown dtype      | {'a':{'dtype':'BF16','shape':[4],'data_offsets':[0,8]}}",
                "no shape              | {'a':{'dtype':'F64','data_offsets':[0,8]}}",
                "a negative size       | {'a':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}",
                "a fraction            | {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}",
                "a size beyond long    | {'a':{'dtype':'F32','shape':[18446744073709551618],'data_offsets':[0,8]}}",
                "sizes that overflow   | {'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}}",
                "no offsets            | {'a':{'dtype':'F32','shape':[2]}}",
                "one offset            | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}",
                "offsets reversed      | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
                "offsets too close     | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}",
                "offset near overflow  | {'a':{'dtype':'F32','shape':[2],'data_offsets':[9223372036854775807,7]}}",
                "out of range          | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}",
                "bytes unclaimed       | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
                "a gap                 | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
                "an overlap            | {'a':{'dtype':'U8','shape':[5],'data_offsets':[0,5]},'b':{'dtype':'U8','shape':[5],'data_offsets':[3,8]}}",
                "metadata a number     | {'__metadata__':{'fold':0},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "metadata a list       | {'__metadata__':[],'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
            })
    void refusesAHeader(String why, String header) throws IOException {
        assertThat(why).isNotBlank();
        assertRefused(file(header, 8));
    }

    @Test
    void anyByteOfTheHeaderMayBeWrongAndNothingWorseThanARefusalHappens() throws IOException {
        Path file = file(WHOLE, 8);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 8)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try {
                Safetensors read = Safetensors.map(file);
                read.names().forEach(read::tensor);
            } catch (FoldSyncException e) {
                assertThat(e.faults()).extracting(Fault::code).containsOnly(ErrorCode.DATA_FORMAT);
            }
        }
    }

    @Test
    void namesTheFileAndTheMissingTensor() throws IOException {
        Safetensors file = Safetensors.map(file(WHOLE, 8));

        assertThatThrownBy(() -> file.tensor("b"))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("damaged.safetensors: no tensor \"b\"; expected it among [a]");
    }

    @Test
    void saysSoWhenTheFileShrinksAfterItWasOpened() throws IOException {
        Path path = file(WHOLE, 8);
        Safetensors file = Safetensors.map(path);
        Files.write(path, new byte[4]);

        assertThatThrownBy(() -> file.tensor("a"))
                .asInstanceOf(type(FoldSyncException.class))
                .extracting(e -> e.faults().get(0).code())
                .isEqualTo(ErrorCode.DATA_UNREADABLE);
        assertThatThrownBy(() -> file.read("a", 0, 2, ByteBuffer.allocate(8)))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("cut short");
    }

    private static void assertRefused(Path file) {
        assertThatThrownBy(() -> Safetensors.map(file))
                .hasMessageContaining("damaged.safetensors")
                .asInstanceOf(type(FoldSyncException.class))
                .extracting(e -> e.faults().get(0).code())
                .isEqualTo(ErrorCode.DATA_FORMAT);
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(directory.resolve("damaged.safetensors"), bytes.array());
    }
}
