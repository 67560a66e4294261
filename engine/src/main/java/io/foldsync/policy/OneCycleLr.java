package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.history.LrPiece;
import io.foldsync.history.LrShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to {@code maxLr} and far down again: from {@code maxLr / divFactor} to {@code maxLr} in the first {@code upShare} of the
 * run, then to {@code maxLr / divFactor / finalDivFactor}. As PyTorch's {@code OneCycleLR} in two phases, except that momentum
 * stays. Source: Smith and Topin 2018, "Super-convergence".
 *
 * <p>A rate an epoch: as PyTorch with a step an epoch, the peak is at epoch {@code upShare · epochs - 1} and the end at the
 * last epoch. {@linkplain PerStep A rate a step}: the peak is at time {@code upShare · epochs}, the end at {@code epochs};
 * PyTorch with a step a batch reaches both one step before.
 *
 * @param upShare the share of the run in which it rises, above 0 and below 1
 */
public record OneCycleLr(
        double maxLr, int epochs, double upShare, double divFactor, double finalDivFactor, LrPiece.Curve curve)
        implements LrSchedule {

    /** @throws io.foldsync.error.FoldSyncException with every setting that is out of range */
    public OneCycleLr {
        new Check("training.schedule.oneCycle")
                .above0("maxLr", maxLr)
                .atLeast(1, "epochs", epochs)
                .share("upShare", upShare)
                .that(divFactor >= 1 && Double.isFinite(divFactor), "divFactor", divFactor, "1 or more")
                .that(
                        finalDivFactor >= 1 && Double.isFinite(finalDivFactor),
                        "finalDivFactor",
                        finalDivFactor,
                        "1 or more")
                .done();
    }

    /** PyTorch's defaults: 30 % of the run up, from a 25th; down to a 10,000th of that; cosines. */
    public static OneCycleLr of(double maxLr, int epochs) {
        return new OneCycleLr(maxLr, epochs, 0.3, 25, 1e4, LrPiece.Curve.COSINE);
    }

    /** The same on straight lines or cosines. */
    public OneCycleLr withCurve(LrPiece.Curve other) {
        return new OneCycleLr(maxLr, epochs, upShare, divFactor, finalDivFactor, other);
    }

    @Override
    public double lr(int epoch, History history) {
        return LrShape.of(cycle(upShare * epochs - 1, epochs - 1), epoch).at(0);
    }

    @Override
    public LrShape within(int epoch, History history) {
        return LrShape.of(cycle(upShare * epochs, epochs), epoch);
    }

    /** A run too short for a way up begins at the peak. */
    private List<LrPiece> cycle(double peak, double end) {
        double start = maxLr / divFactor;
        List<LrPiece> pieces = new ArrayList<>();
        if (peak > 0) {
            pieces.add(new LrPiece(0, peak, curve, start, maxLr));
        }
        double top = Math.max(0, peak);
        pieces.add(new LrPiece(top, Math.max(end, top + 1), curve, maxLr, start / finalDivFactor));
        return pieces;
    }
}
