package io.foldsync.report;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps {@code epochs.csv} in the run's folder: one row an epoch with the cross-fold mean and standard deviation of each
 * measure, beside {@code history.csv}, which has every fold and no means. Written anew at intervals and at the end, because
 * few file systems can append.
 */
public final class CsvLogger implements RunView {
    private static final String FILE = "epochs.csv";

    private final List<Round> rounds = new ArrayList<>();
    private final Every every;
    private RunFolder folder = RunFolder.none();

    /** A logger that writes at most every 30 seconds, and at the end. */
    public CsvLogger() {
        this(System::nanoTime);
    }

    CsvLogger(LongSupplier nanos) {
        every = new Every(Duration.ofSeconds(30), nanos);
    }

    @Override
    public void writingTo(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(RunHeader header) {
        rounds.clear();
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        rounds.add(round);
        if (every.due()) {
            publish();
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        publish(); // also when the results cannot be brought in
    }

    @Override
    public void failed(Throwable cause) {
        publish();
    }

    private void publish() {
        folder.write(FILE, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            EpochsCsv.write(rounds, writer);
            writer.flush();
        });
    }
}
