package io.foldsync.train;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how many rows a second all folds together have trained on, and what one of them makes while it is at work. */
public final class ThroughputMonitor implements RunCallback {
    private static final Logger LOG = LoggerFactory.getLogger(ThroughputMonitor.class);
    private static final double NANO = 1e-9;

    private final int every;
    private final Consumer<String> out;
    private final LongSupplier clock;
    private long epochBegan;

    /** @param every after how many epochs to tell, at least 1 */
    public ThroughputMonitor(int every) {
        this(every, LOG::info, System::nanoTime);
    }

    ThroughputMonitor(int every, Consumer<String> out, LongSupplier clock) {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + " is below 1");
        }
        this.every = every;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void onTrainFoldStart(History history) {
        epochBegan = clock.getAsLong();
    }

    @Override
    public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
        if ((round.epoch() + 1) % every != 0 || timings.isEmpty()) {
            return;
        }
        double rows = timings.stream().mapToLong(FoldTiming::trainRows).sum();
        double busy = timings.stream().mapToDouble(FoldTiming::trainSeconds).sum();
        out.accept(String.format(
                Locale.ROOT,
                "epoch %d: %,.0f training rows a second, validation included; %,.0f a second of a fold at work",
                round.epoch(),
                rows / (NANO * (clock.getAsLong() - epochBegan)),
                rows / busy));
    }
}
