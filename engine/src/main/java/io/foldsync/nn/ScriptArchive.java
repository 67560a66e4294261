package io.foldsync.nn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript file with one method more, {@link #METHOD}, that gives its buffers. The engine tells parameters but has no
 * way to tell buffers, such as the running means of batch norm, and without them a network could not be written down.
 *
 * <p>The file is a zip of program text, which declares the buffers of each class, and of pickles; of these only the name
 * at the beginning is read, which is that of the outermost class.
 */
final class ScriptArchive {
    static final String METHOD = "foldsync_buffers";

    private final byte[] bytes;
    private final List<String> buffers;

    private ScriptArchive(byte[] bytes, List<String> buffers) {
        this.bytes = bytes;
        this.buffers = buffers;
    }

    /** The file to load; as it was if it has no buffers. */
    InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** The buffers' names, in the order in which the method gives them. */
    List<String> buffers() {
        return buffers;
    }

    /** @throws IOException if the bytes are no zip with the parts of a TorchScript file */
    static ScriptArchive of(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = entries(bytes);
        String root = root(entries.keySet());
        ScriptClasses classes = new ScriptClasses();
        entries.forEach((name, content) -> {
            if (name.startsWith(root + "code/") && name.endsWith(".py")) {
                classes.read(module(root, name), new String(content, UTF_8));
            }
        });
        String outermost = outermost(entry(entries, root + "data.pkl"));
        Map<String, String> buffers = classes.buffers(outermost);
        if (buffers.isEmpty()) {
            return new ScriptArchive(bytes, List.of());
        }
        int dot = outermost.lastIndexOf('.');
        String file = root + "code/" + outermost.substring(0, dot).replace('.', '/') + ".py";
        String method = "  def " + METHOD + "(self: " + outermost + ") -> List[Tensor]:\n    return ["
                + String.join(", ", buffers.values()) + "]\n";
        String text = new String(entry(entries, file), UTF_8);
        entries.put(
                file,
                ScriptClasses.append(text, outermost.substring(dot + 1), method).getBytes(UTF_8));
        entries.remove(file + ".debug_pkl"); // it tells places in the text as it was
        return new ScriptArchive(zip(entries), List.copyOf(buffers.keySet()));
    }

    private static String root(Set<String> names) throws IOException {
        for (String name : names) {
            if (name.endsWith("/data.pkl") && names.contains(name.replace("data.pkl", "constants.pkl"))) {
                return name.substring(0, name.length() - "data.pkl".length());
            }
        }
        throw new IOException("a zip without data.pkl and constants.pkl; plain torch.save files have no program");
    }

    private static byte[] entry(Map<String, byte[]> entries, String name) throws IOException {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new IOException("a zip without " + name);
        }
        return content;
    }

    private static String module(String root, String name) {
        return name.substring((root + "code/").length(), name.length() - ".py".length())
                .replace('/', '.');
    }

    /** {@code \x80\x02c}, module, newline, class, newline: how the pickle of an object of a class begins. */
    private static String outermost(byte[] pickle) throws IOException {
        String head = new String(pickle, 0, Math.min(pickle.length, 4096), UTF_8);
        int start = head.indexOf('c');
        int middle = head.indexOf('\n');
        int end = head.indexOf('\n', middle + 1);
        if (start < 0 || start > 4 || middle < start || end < 0) {
            throw new IOException("a data.pkl that does not begin with a class");
        }
        return head.substring(start + 1, middle) + "." + head.substring(middle + 1, end);
    }

    /** Through a file, as the JDK reads a zip with data after sizeless headers in no other way. */
    private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("foldsync-", ".pt");
        try {
            Files.write(file, bytes);
            Map<String, byte[]> entries = new LinkedHashMap<>();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                List<ZipEntry> listed = new ArrayList<>(Collections.list(zip.entries()));
                for (ZipEntry entry : listed) {
                    entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
            return entries;
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setSize(each.getValue().length);
                entry.setCompressedSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
