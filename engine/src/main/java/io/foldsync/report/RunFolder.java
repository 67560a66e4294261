package io.foldsync.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The folder a run's files appear in, wherever it lies. Safe to use from several threads. */
public interface RunFolder {

    /** Writes one file's bytes. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file whole or not at all, in place of one of this name.
     *
     * @param name relative to the folder, with {@code /} between its parts
     * @throws RuntimeException when it cannot be written
     */
    void write(String name, Content content);

    /** The bytes of a file that has been written; empty when there is none of this name. */
    Optional<byte[]> read(String name);

    /** Of a run that keeps no files: holds nothing, and refuses to be written to. */
    static RunFolder none() {
        return new RunFolder() {
            @Override
            public void write(String name, Content content) {
                throw new IllegalStateException(
                        "the run keeps no files, so there is no place for " + name + ": give the run an output");
            }

            @Override
            public Optional<byte[]> read(String name) {
                return Optional.empty();
            }
        };
    }
}
