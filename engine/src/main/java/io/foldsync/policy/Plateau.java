package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops with the code {@code plateau_detected} when what the last {@code window} epochs gained is beyond doubt less than
 * {@code share} of all that was gained since the first epoch.
 *
 * <p>Beyond doubt: even the upper bound of the gain, by the {@link Trend} over folds, is less. Noise thus keeps the rule from
 * firing, and a run that still gains more than that share is stopped by one check with probability {@code 1 - level} at most.
 * It does not compare the spread of a late window with that of an early one, which every run that converges fulfils. Needs two
 * folds or more; {@link Patience} is the rule for one.
 *
 * @param window epochs looked at, at least 3
 * @param share of the whole gain, above 0 and below 1
 * @param level how sure to be, above 0.5 and below 1
 */
public record Plateau(Monitor monitor, int window, double share, double level) implements StopRule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public Plateau {
        new Check("training.stopping.plateau")
                .atLeast(3, "window", window)
                .share("share", share)
                .that(level > 0.5 && level < 1, "level", level, "a number above 0.5 and below 1")
                .done();
    }

    /** Ten epochs that gained less than 1 % of everything, with 95 % certainty. */
    public static Plateau of(Monitor monitor) {
        return new Plateau(monitor, 10, 0.01, 0.95);
    }

    @Override
    public Optional<StopReason> check(History history) {
        List<Reading> readings = monitor.readings(history);
        Optional<Best> best = monitor.best(history);
        if (best.isEmpty() || !Double.isFinite(readings.get(0).value())) {
            return Optional.empty();
        }
        double gained = Math.abs(best.get().value() - readings.get(0).value());
        return Trend.of(monitor, history, window).flatMap(trend -> trend.bounds(level)
                .map(bounds -> bounds.upper() * trend.span())
                .filter(most -> most < share * gained)
                .map(most -> StopCode.PLATEAU_DETECTED.because(String.format(
                        Locale.ROOT,
                        "%s gained at most %.3g in the last %d epochs, of %.3g since the first",
                        monitor.describe(),
                        most,
                        window,
                        gained))));
    }
}
