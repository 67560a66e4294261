package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import io.foldsync.stats.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops with the code {@code overfitting_detected} when over the last {@code window} epochs held-out rows got worse and the
 * training loss got better, both beyond the folds' noise: the bounds of both {@linkplain Trend trends} exclude 0. The
 * monitor's own direction says what worse is. A run that does not get worse is stopped by one check with probability
 * {@code 1 - level} at most. Needs two folds or more.
 *
 * @param monitor a measure of held-out rows
 * @param window epochs looked at, at least 3
 * @param level how sure to be of each trend, above 0.5 and below 1
 */
public record Overfitting(Monitor monitor, int window, double level) implements StopRule {
    private static final Monitor TRAINING = new Monitor("train_loss", Direction.MINIMIZE);

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public Overfitting {
        new Check("training.stopping.overfitting")
                .atLeast(3, "window", window)
                .that(level > 0.5 && level < 1, "level", level, "a number above 0.5 and below 1")
                .done();
    }

    /** Ten epochs, with 99.5 % certainty. */
    public static Overfitting of(Monitor monitor) {
        return new Overfitting(monitor, 10, 0.995);
    }

    @Override
    public Optional<StopReason> check(History history) {
        Optional<Trend> heldOut = Trend.of(monitor, history, window);
        Optional<Trend> training = Trend.of(TRAINING, history, window);
        if (heldOut.isEmpty() || training.isEmpty()) {
            return Optional.empty();
        }
        boolean worse = heldOut.get().bounds(level).map(Interval::upper).orElse(0.0) < 0;
        boolean better = training.get().bounds(level).map(Interval::lower).orElse(0.0) > 0;
        return worse && better
                ? Optional.of(StopCode.OVERFITTING_DETECTED.because(String.format(
                        Locale.ROOT,
                        "in the last %d epochs %s got worse by %.3g an epoch while train_loss fell by %.3g",
                        window,
                        monitor.measure(),
                        -heldOut.get().slope(),
                        training.get().slope())))
                : Optional.empty();
    }
}
