package io.foldsync.train;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the learning rate of all folds whenever it has changed, and remembers that of every epoch. */
public final class LearningRateMonitor implements RunCallback {
    private static final Logger LOG = LoggerFactory.getLogger(LearningRateMonitor.class);

    private final Consumer<String> out;
    private final List<Double> rates = new ArrayList<>();

    public LearningRateMonitor() {
        this(LOG::info);
    }

    LearningRateMonitor(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void onTrainFoldEnd(Round round, List<FoldTiming> timings) {
        double lr = round.order().lr();
        if (rates.isEmpty() || rates.get(rates.size() - 1) != lr) {
            out.accept("epoch " + round.epoch() + ": lr " + lr);
        }
        rates.add(lr);
    }

    /** The learning rates of the epochs so far. */
    public List<Double> rates() {
        return List.copyOf(rates);
    }
}
