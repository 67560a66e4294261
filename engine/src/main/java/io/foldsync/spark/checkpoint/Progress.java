package io.foldsync.spark.checkpoint;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What the driver knows after some epochs: the contents of a checkpoint's {@code history.json}. Every double reads back
 * as the same bits, so that rules decide on as they would have.
 */
public record Progress(History history, List<FoldTiming> timings) {
    public Progress {
        timings = List.copyOf(timings);
    }

    /** Nothing has happened yet. */
    public static Progress none() {
        return new Progress(History.empty(), List.of());
    }

    void write(OutputStream out) throws IOException {
        out.write(StrictJson.MAPPER.writeValueAsBytes(this));
    }

    /** @throws IOException if it is not what {@link #write} wrote */
    static Progress read(byte[] json) throws IOException {
        return StrictJson.MAPPER.readValue(json, Progress.class);
    }
}
