package io.foldsync.report;

import io.foldsync.history.EpochReport;
import io.foldsync.history.Round;
import io.foldsync.policy.Best;
import io.foldsync.report.Svg.Anchor;
import io.foldsync.report.Svg.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The learning curves: a panel a measure, a thin line a fold, a bold line for the mean over folds. Training and validation
 * of one measure stand side by side on one scale. Losses that fall by orders of magnitude get a logarithmic axis.
 */
public final class CurvesSvg {
    private static final double LEGEND = 34;

    private CurvesSvg() {}

    /** Writes {@code curves.svg}, a file of its own that follows the reader's light or dark preference. */
    public static void write(RunRecord run, Appendable out) throws IOException {
        out.append(draw(run).file());
    }

    static Svg draw(RunRecord run) {
        List<CurvePanel> panels = CurvePanel.of(run);
        Grid grid = new Grid(Math.max(1, panels.size()), LEGEND);
        Svg svg = new Svg(
                Grid.WIDTH, grid.height(), "Learning curves of " + run.header().title());
        if (panels.isEmpty()) {
            return svg.text(Grid.WIDTH / 2, 120, Anchor.MIDDLE, "name", "No epoch was trained.");
        }
        legend(svg, run);
        for (int i = 0; i < panels.size(); i++) {
            CurvePanel panel = panels.get(i);
            Scale epochs = Scale.whole(1, run.history().epochs(), 6);
            Frame frame = grid.frame(i, epochs, panel.scale());
            frame.draw(svg, "epochs trained");
            panel(svg, frame, panel, run);
        }
        return svg;
    }

    private static void legend(Svg svg, RunRecord run) {
        int folds = run.history().last().folds();
        svg.line(Frame.LEFT, 14, Frame.LEFT + 26, 14, "mean train")
                .text(Frame.LEFT + 34, 18, Anchor.START, "name", "training");
        svg.line(160, 14, 186, 14, "mean validation").text(194, 18, Anchor.START, "name", "validation");
        svg.text(290, 18, Anchor.START, "name", "bold: mean of " + Words.count(folds, "fold") + ", thin: single folds");
        if (run.best().isPresent()) {
            svg.circle(new Point(580, 14), 5, "ring validation", "");
            svg.text(592, 18, Anchor.START, "name", "best mean");
        }
        if (run.history().rounds().stream().anyMatch(round -> !round.finite())) {
            svg.text(780, 18, Anchor.MIDDLE, "cross", "×")
                    .text(792, 18, Anchor.START, "name", "fold not finite from here");
        }
    }

    private static void panel(Svg svg, Frame frame, CurvePanel panel, RunRecord run) {
        List<Round> measured = run.history().rounds().stream()
                .filter(round -> round.measures().contains(panel.measure()))
                .toList();
        List<Integer> epochs = measured.stream().map(round -> round.epoch() + 1).toList();
        int folds = run.history().last().folds();
        double opacity = Math.max(0.15, Math.min(0.6, 4.0 / folds));
        for (int fold = 0; fold < folds; fold++) {
            List<Double> values = new ArrayList<>();
            for (Round round : measured) {
                values.add(fold < round.folds() ? value(round.reports().get(fold), panel.measure()) : Double.NaN);
            }
            String hint = "fold " + fold + ": " + Decimals.alone(values.get(values.size() - 1));
            line(svg, frame, epochs, values, "fold " + panel.look(), opacity, hint);
            diverged(svg, frame, epochs, values);
        }
        List<Double> means =
                measured.stream().map(round -> round.mean(panel.measure())).toList();
        double last = means.get(means.size() - 1);
        line(svg, frame, epochs, means, "mean " + panel.look(), 1, "mean: " + Decimals.alone(last));
        Optional<Best> best = run.best();
        if (best.isPresent()
                && panel.measure().equals(run.header().headline().measure())
                && Scale.drawable(best.get().value())) {
            String hint = "best mean " + Decimals.alone(best.get().value()) + " after "
                    + Words.count(best.get().epoch() + 1, "epoch");
            svg.circle(frame.at(best.get().epoch() + 1, best.get().value()), 5, "ring " + panel.look(), hint);
        }
        svg.text(frame.left(), frame.top() - 14, Anchor.START, "title", panel.title());
        svg.text(
                frame.right(),
                frame.top() - 14,
                Anchor.END,
                "figure " + panel.look(),
                Decimals.alone(last) + (frame.upright().logarithmic() ? ", log scale" : ""));
    }

    /** The runs of drawable values as lines; a value between two others that are not is a dot. */
    private static void line(
            Svg svg, Frame frame, List<Integer> epochs, List<Double> values, String look, double opacity, String hint) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= values.size(); i++) {
            if (i < values.size() && Scale.drawable(values.get(i))) {
                points.add(frame.at(epochs.get(i), values.get(i)));
            } else if (!points.isEmpty()) {
                if (points.size() == 1) {
                    svg.circle(points.get(0), look.startsWith("mean") ? 4 : 2.5, "dot " + look, hint);
                } else {
                    svg.path(points, look, opacity, hint);
                }
                points = new ArrayList<>();
            }
        }
    }

    private static void diverged(Svg svg, Frame frame, List<Integer> epochs, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!Scale.drawable(values.get(i))) {
                Point place = i > 0
                        ? frame.at(epochs.get(i - 1), values.get(i - 1))
                        : frame.at(epochs.get(0), frame.upright().high());
                svg.text(place.x(), place.y() + 5, Anchor.MIDDLE, "cross", "×");
                return;
            }
        }
    }

    private static double value(EpochReport report, String measure) {
        return report.values().getOrDefault(measure, Double.NaN);
    }
}
