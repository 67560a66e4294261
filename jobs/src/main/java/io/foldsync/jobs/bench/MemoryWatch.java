package io.foldsync.jobs.bench;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Looks every few epochs at the memory that this process holds, {@code VmRSS} after Java's collector has run, and prints
 * it: what training leaves behind an epoch shows as growth. For local masters, where folds train in this process, on
 * Linux.
 */
final class MemoryWatch implements RunView {
    /** How much more the last look may find than the one that found least, as a share. */
    static final double ALLOWED = 0.02;

    private final int every;
    private final PrintStream out;
    private final List<Double> mebibytes = new ArrayList<>();

    /** @param every so many epochs it looks */
    MemoryWatch(int every, PrintStream out) {
        this.every = every;
        this.out = out;
    }

    @Override
    public void started(RunHeader header) {}

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        int epochs = round.epoch() + 1;
        if (epochs % every != 0) {
            return;
        }
        System.gc();
        System.gc(); // what the first has made free of native memory goes now
        ProcessMeter.residentMebibytes().ifPresent(resident -> {
            mebibytes.add(resident);
            double heap =
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 0x1p20;
            out.printf(
                    Locale.ROOT,
                    "after %d epochs: %.1f MiB resident, of which Java uses %.1f MiB%n",
                    epochs,
                    resident,
                    heap);
        });
    }

    @Override
    public void finished(History history, StopReason reason) {}

    /** MiB at each look. */
    List<Double> mebibytes() {
        return List.copyOf(mebibytes);
    }

    /**
     * Requires that the last look found hardly more than the one that found least: Java gives memory back on the way, which would
     * hide as much growth from a comparison with the first.
     *
     * @throws FoldSyncException when it found more than {@link #ALLOWED}, or there were no two looks
     */
    static void requireSteady(List<Double> mebibytes) {
        if (mebibytes.size() < 2) {
            throw FoldSyncException.of(
                    ErrorCode.COMMAND_LINE,
                    "--growth",
                    mebibytes.size() + " looks at the memory",
                    "10 of them: ten epochs or more, and Linux's /proc",
                    "Raise --epochs, or run it on Linux.");
        }
        double least = Collections.min(mebibytes);
        double last = mebibytes.get(mebibytes.size() - 1);
        if (last > least * (1 + ALLOWED)) {
            throw FoldSyncException.of(
                    ErrorCode.INTERNAL,
                    "memory of the process",
                    String.format(Locale.ROOT, "%.1f MiB at least, %.1f MiB at last", least, last),
                    String.format(Locale.ROOT, "at most %.0f %% more", 100 * ALLOWED),
                    "Run it again on a machine that does nothing else; if it grows again, something is kept that should"
                            + " be let go.");
        }
    }
}
