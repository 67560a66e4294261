package io.foldsync.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A run's folder in memory, with what was written last under each name. */
public final class MemoryFolder implements RunFolder {
    public final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    /** How many files were written, those written again included. */
    public int writes;

    @Override
    public void write(String name, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put(name, bytes.toByteArray());
        writes++;
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(files.get(name));
    }

    public String text(String name) {
        return new String(Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8);
    }
}
