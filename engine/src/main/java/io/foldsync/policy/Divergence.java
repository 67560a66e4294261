package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.Optional;

/**
 * Stops with the code {@code diverged} when a measure has been far behind its best for {@code epochs} epochs on end. A value
 * that is not finite is far behind.
 *
 * @param factor far is more than {@code (factor - 1) · |best|} behind; 1 or more
 * @param margin and more than this, in the measure's units; 0 or more
 * @param epochs on end, at least 1
 */
public record Divergence(Monitor monitor, double factor, double margin, int epochs) implements StopRule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public Divergence {
        new Check("training.stopping.divergence")
                .that(factor >= 1 && Double.isFinite(factor), "factor", factor, "1 or more")
                .atLeast0("margin", margin)
                .atLeast(1, "epochs", epochs)
                .done();
    }

    /** Three epochs behind by as much as the best itself. */
    public static Divergence of(Monitor monitor) {
        return new Divergence(monitor, 2, 0, 3);
    }

    @Override
    public Optional<StopReason> check(History history) {
        List<Reading> readings = monitor.readings(history);
        Optional<Best> best = monitor.best(history);
        if (best.isEmpty() || readings.size() <= epochs) {
            return Optional.empty();
        }
        double value = best.get().value();
        double far = Math.max((factor - 1) * Math.abs(value), margin);
        boolean behind = readings.subList(readings.size() - epochs, readings.size()).stream()
                .allMatch(reading ->
                        !Double.isFinite(reading.value()) || monitor.direction().better(value, reading.value(), far));
        return behind
                ? Optional.of(StopCode.DIVERGED.because(monitor.describe() + " has been more than " + far
                        + " behind its best, " + value + " in epoch "
                        + best.get().epoch() + ", for " + epochs
                        + " epochs"))
                : Optional.empty();
    }
}
