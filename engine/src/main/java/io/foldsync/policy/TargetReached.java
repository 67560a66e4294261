package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.Optional;

/**
 * Stops with the code {@code target_reached} when a measure is at least as good as asked for.
 *
 * @param target in the measure's units
 */
public record TargetReached(Monitor monitor, double target) implements StopRule {

    /** @throws io.foldsync.error.FoldSyncException when the target is not a finite number */
    public TargetReached {
        new Check("training.stopping.target")
                .that(Double.isFinite(target), "value", target, "a number")
                .done();
    }

    @Override
    public Optional<StopReason> check(History history) {
        List<Reading> readings = monitor.readings(history);
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        Reading last = readings.get(readings.size() - 1);
        boolean reached = last.value() == target || monitor.direction().better(last.value(), target, 0);
        return reached
                ? Optional.of(StopCode.TARGET_REACHED.because(monitor.describe() + " is " + last.value()
                        + " after epoch " + last.epoch() + "; " + target + " was asked for"))
                : Optional.empty();
    }
}
