package io.foldsync.policy;

import io.foldsync.history.History;

/**
 * A learning rate that is multiplied by {@code factor} whenever a measure has not improved for more than {@code patience}
 * epochs. As PyTorch's {@code ReduceLROnPlateau}, over any schedule instead of a constant rate only; and from the history
 * alone, so that a resumed run goes on alike. Epochs in which the measure was not taken do not count.
 *
 * @param base what is multiplied
 * @param threshold how much counts as an improvement: a share of the best if {@code relative}, else in the measure's units
 * @param cooldown epochs after a reduction in which none counts as bad
 * @param minLr the rate is not reduced below it
 */
public record ReduceOnPlateau(
        LrSchedule base,
        Monitor monitor,
        double factor,
        int patience,
        double threshold,
        boolean relative,
        int cooldown,
        double minLr)
        implements LrSchedule {

    /** Reductions by less are left out, as PyTorch does. */
    private static final double SMALLEST = 1e-8;

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public ReduceOnPlateau {
        new Check("training.schedule.reduceOnPlateau")
                .share("factor", factor)
                .atLeast(0, "patience", patience)
                .atLeast0("threshold", threshold)
                .atLeast(0, "cooldown", cooldown)
                .atLeast0("minLr", minLr)
                .done();
    }

    /** PyTorch's defaults: a tenth after 10 epochs without an improvement by 0.01 %. */
    public static ReduceOnPlateau of(LrSchedule base, Monitor monitor) {
        return new ReduceOnPlateau(base, monitor, 0.1, 10, 1e-4, true, 0, 0);
    }

    /** The same with another factor and patience. */
    public ReduceOnPlateau withPatience(double otherFactor, int otherPatience) {
        return new ReduceOnPlateau(base, monitor, otherFactor, otherPatience, threshold, relative, cooldown, minLr);
    }

    @Override
    public double lr(int epoch, History history) {
        double full = base.lr(epoch, history);
        double lr = full;
        for (int times = reductions(history); times > 0; times--) {
            double reduced = Math.max(lr * factor, Math.min(full, minLr));
            lr = lr - reduced > SMALLEST ? reduced : lr;
        }
        return lr;
    }

    private int reductions(History history) {
        double best = monitor.direction() == Direction.MINIMIZE ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        int reductions = 0;
        int bad = 0;
        int cooling = 0;
        for (Reading reading : monitor.readings(history)) {
            if (improves(reading.value(), best)) {
                best = reading.value();
                bad = 0;
            } else {
                bad++;
            }
            if (cooling > 0) {
                cooling--;
                bad = 0;
            }
            if (bad > patience) {
                reductions++;
                cooling = cooldown;
                bad = 0;
            }
        }
        return reductions;
    }

    private boolean improves(double value, double best) {
        if (!Double.isFinite(value)) {
            return false;
        }
        if (!relative || Double.isInfinite(best)) {
            return monitor.direction().better(value, best, threshold);
        }
        return monitor.direction() == Direction.MINIMIZE
                ? value < best * (1 - threshold)
                : value > best * (1 + threshold);
    }
}
