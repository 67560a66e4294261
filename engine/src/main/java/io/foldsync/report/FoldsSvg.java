package io.foldsync.report;

import io.foldsync.policy.Monitor;
import io.foldsync.report.Svg.Anchor;
import io.foldsync.report.Svg.Point;
import io.foldsync.stats.Interval;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folds side by side: a panel a measure, a dot a fold, a line for the mean and a band for its interval. */
public final class FoldsSvg {
    private static final double LEGEND = 34;

    /** More measures than these are in the table, not in the picture. */
    private static final int MOST_PANELS = 6;

    /** An interval this many times wider than the folds' spread is cut off, or the dots would fall into one line. */
    private static final double WIDEST = 4;

    private FoldsSvg() {}

    /** Writes {@code folds.svg}, a file of its own that follows the reader's light or dark preference. */
    public static void write(RunRecord run, Appendable out) throws IOException {
        out.append(draw(run).file());
    }

    static Svg draw(RunRecord run) {
        List<MeasureResult> measures = shown(run);
        Grid grid = new Grid(Math.max(1, measures.size()), LEGEND);
        Svg svg = new Svg(
                Grid.WIDTH,
                grid.height(),
                "Scores of the folds of " + run.header().title());
        if (measures.isEmpty()) {
            return svg.text(Grid.WIDTH / 2, 120, Anchor.MIDDLE, "name", "Nothing was measured.");
        }
        legend(svg, measures);
        for (int i = 0; i < measures.size(); i++) {
            Summary summary = measures.get(i).summary();
            Scale folds = Scale.whole(0, summary.folds() - 1, 20);
            Frame frame = grid.frame(i, folds, scale(measures.get(i)));
            band(svg, frame, measures.get(i).interval());
            frame.draw(svg, "fold");
            dots(svg, frame, summary);
        }
        return svg;
    }

    /** The headline first, then the other validation measures. */
    private static List<MeasureResult> shown(RunRecord run) {
        String headline = run.header().headline().measure();
        return run.measures().stream()
                .filter(measure ->
                        !measure.name().startsWith("train_") && !measure.name().startsWith(Monitor.GUARD))
                .sorted(Comparator.comparing(measure -> !measure.name().equals(headline)))
                .limit(MOST_PANELS)
                .toList();
    }

    private static void legend(Svg svg, List<MeasureResult> measures) {
        svg.circle(new Point(Frame.LEFT + 5, 14), 4.5, "dot validation", "");
        svg.text(Frame.LEFT + 16, 18, Anchor.START, "name", "fold");
        svg.line(130, 14, 156, 14, "mean validation").text(164, 18, Anchor.START, "name", "mean");
        measures.stream()
                .flatMap(measure -> measure.interval().stream())
                .findFirst()
                .ifPresent(interval -> {
                    svg.rect(230, 7, 26, 14, "band validation", 1, "");
                    svg.text(264, 18, Anchor.START, "name", IntervalText.level(interval) + " interval of the mean");
                });
    }

    private static Scale scale(MeasureResult measure) {
        List<Double> ends = new ArrayList<>(measure.summary().values());
        double spread = measure.summary().max() - measure.summary().min();
        measure.interval().ifPresent(interval -> {
            double mean = measure.summary().mean();
            ends.add(Math.max(interval.lower(), mean - WIDEST * spread));
            ends.add(Math.min(interval.upper(), mean + WIDEST * spread));
        });
        return Scale.linear(ends.stream().mapToDouble(Double::doubleValue));
    }

    private static void band(Svg svg, Frame frame, Optional<Interval> interval) {
        interval.filter(ends -> Scale.drawable(ends.lower()) && Scale.drawable(ends.upper()))
                .ifPresent(ends -> {
                    double top = frame.y(ends.upper());
                    double height = frame.y(ends.lower()) - top;
                    String hint =
                            ends.level() + " interval: " + IntervalText.ends(interval, Decimals.over(ends.upper()));
                    svg.rect(frame.left(), top, frame.width(), height, "band validation", 1, hint);
                });
    }

    private static void dots(Svg svg, Frame frame, Summary summary) {
        Decimals decimals = ResultText.decimals(summary);
        if (Scale.drawable(summary.mean())) {
            double y = frame.y(summary.mean());
            svg.line(frame.left(), y, frame.right(), y, "mean validation");
        }
        double radius = Math.max(2.5, Math.min(5, frame.width() / summary.folds() / 3));
        for (int fold = 0; fold < summary.folds(); fold++) {
            double value = summary.values().get(fold);
            String hint = "fold " + fold + ": " + decimals.text(value);
            if (Scale.drawable(value)) {
                svg.circle(frame.at(fold, value), radius, radius < 4 ? "dot validation" : "dot halo validation", hint);
            } else {
                svg.text(frame.x(fold), frame.bottom() - 6, Anchor.MIDDLE, "cross", "×");
            }
        }
        svg.text(frame.left(), frame.top() - 14, Anchor.START, "title", summary.measure());
        String spread = decimals.text(summary.mean()) + " ± " + decimals.text(summary.sd());
        svg.text(frame.right(), frame.top() - 14, Anchor.END, "figure validation", spread);
    }
}
