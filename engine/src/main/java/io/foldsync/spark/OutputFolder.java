package io.foldsync.spark;

import io.foldsync.report.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The output directory as loggers see it, from whichever thread, until the run is over. */
final class OutputFolder implements RunFolder {
    private final OutputDirectory output;
    private boolean over;

    OutputFolder(OutputDirectory output) {
        this.output = output;
    }

    @Override
    public synchronized void write(String name, Content content) {
        if (over) {
            throw new IllegalStateException("the run is over; " + name + " comes too late");
        }
        output.write(name, content::writeTo);
    }

    @Override
    public Optional<byte[]> read(String name) {
        try (InputStream in = output.files().open(new Path(output.root(), name))) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) { // to ask first would be another call of the file system, and a race
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a file that is being written; then no further one is. */
    synchronized void seal() {
        over = true;
    }
}
