package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how long epochs take, and which fold was the last to be ready; at the end how long all took. */
public final class Timer implements RunCallback {
    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);
    private static final double NANO = 1e-9;

    private final int every;
    private final Consumer<String> out;
    private final LongSupplier clock;
    private long began;
    private long epochBegan;

    /** @param every after how many epochs to tell, at least 1 */
    public Timer(int every) {
        this(every, LOG::info, System::nanoTime);
    }

    Timer(int every, Consumer<String> out, LongSupplier clock) {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + " is below 1");
        }
        this.every = every;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void onTrainStart(FoldRecipe recipe, DatasetCard card) {
        began = clock.getAsLong();
    }

    @Override
    public void onTrainFoldStart(History history) {
        epochBegan = clock.getAsLong();
    }

    @Override
    public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
        if ((round.epoch() + 1) % every != 0) {
            return;
        }
        Optional<FoldTiming> slowest = timings.stream().max(Comparator.comparingDouble(Timer::work));
        String longest = slowest.map(fold -> String.format(
                        Locale.ROOT,
                        "; most work had fold %d: %.2f s of training and %.2f s of validation",
                        fold.fold(),
                        fold.trainSeconds(),
                        fold.validateSeconds()))
                .orElse("");
        out.accept(String.format(
                Locale.ROOT,
                "epoch %d took %.2f s%s",
                round.epoch(),
                NANO * (clock.getAsLong() - epochBegan),
                longest));
    }

    private static double work(FoldTiming timing) {
        return timing.trainSeconds() + timing.validateSeconds();
    }

    @Override
    public void onTrainEnd(Finished<History> finished) {
        out.accept(String.format(
                Locale.ROOT,
                "%d epochs took %.2f s",
                finished.progress().epochs(),
                NANO * (clock.getAsLong() - began)));
    }
}
