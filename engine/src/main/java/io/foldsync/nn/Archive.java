package io.foldsync.nn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive around program text: what {@code torch.jit.load} reads. A zip without compression that holds the
 * text, a pickle of the module object, a pickle of no constants, and two small marks.
 */
final class Archive {
    /** File format 10 is libtorch 2.7's newest: no operator is replaced by an older version of itself. */
    private static final String FORMAT_VERSION = "10\n";

    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'}; // pickle: protocol 2, empty tuple, stop

    private Archive() {}

    /** The archive's bytes for a text that defines {@code class Program(Module)}; in memory only, no file is written. */
    static InputStream of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            begin(zip, module(), text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Writes what every archive has. */
    static void begin(ZipOutputStream zip, byte[] module, byte[] text) throws IOException {
        zip.setMethod(ZipOutputStream.STORED);
        put(zip, "data.pkl", module);
        put(zip, "code/__torch__.py", text);
        put(zip, "constants.pkl", NO_CONSTANTS);
        put(zip, "version", FORMAT_VERSION.getBytes(UTF_8));
        put(zip, "byteorder", "little".getBytes(UTF_8));
    }

    static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("program/" + name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // equal contents are equal bytes
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A pickle of {@code Program()} with {@code {'training': True, '_is_full_backward_hook': None}}. */
    private static byte[] module() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream pickle = new DataOutputStream(bytes);
        pickle.write(new byte[] {(byte) 0x80, 2}); // protocol 2
        pickle.writeBytes("c__torch__\nProgram\n"); // the class
        pickle.writeBytes(")\u0081}("); // of no arguments, a new object; a dictionary with
        text(pickle, "training");
        pickle.write(0x88); // True
        text(pickle, "_is_full_backward_hook");
        pickle.writeBytes("Nub."); // None; fill the dictionary, build, stop
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream pickle, String ascii) throws IOException {
        pickle.write('X'); // length in four little-endian bytes, then UTF-8
        pickle.writeInt(Integer.reverseBytes(ascii.length()));
        pickle.writeBytes(ascii);
    }
}
