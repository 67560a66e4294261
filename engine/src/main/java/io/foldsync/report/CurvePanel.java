package io.foldsync.report;

import io.foldsync.history.EpochReport;
import io.foldsync.history.Round;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * One measure's place among the learning curves.
 *
 * @param measure its full name
 * @param title what stands above it
 * @param look the colour: {@code train} or {@code validation}
 * @param scale its upright axis, shared with its neighbour where the two are training and validation of one metric
 */
record CurvePanel(String measure, String title, String look, Scale scale) {
    private static final String TRAIN = "train_";
    private static final String VALIDATION = "val_";

    /** More metrics than these are in {@code history.csv}, not in the picture. */
    private static final int MOST_METRICS = 6;

    /** Pairs of training and validation first (loss before the others), then what has only one side. */
    static List<CurvePanel> of(RunRecord run) {
        NavigableSet<String> measures = new TreeSet<>();
        run.history().rounds().forEach(round -> measures.addAll(round.measures()));
        Set<String> metrics = new LinkedHashSet<>();
        if (measures.contains(VALIDATION + "loss") || measures.contains(TRAIN + "loss")) {
            metrics.add("loss");
        }
        if (measures.contains(run.header().headline().measure())) {
            metrics.add(metric(run.header().headline().measure()));
        }
        measures.forEach(measure -> metrics.add(metric(measure)));

        List<CurvePanel> pairs = new ArrayList<>();
        List<CurvePanel> singles = new ArrayList<>();
        for (String metric : metrics.stream().limit(MOST_METRICS).toList()) {
            List<String> sides = List.of(TRAIN + metric, VALIDATION + metric, metric).stream()
                    .filter(measures::contains)
                    .toList();
            Scale scale = scale(metric, run.history().rounds(), sides);
            for (String side : sides) {
                CurvePanel panel =
                        new CurvePanel(side, title(side), side.startsWith(TRAIN) ? "train" : "validation", scale);
                (sides.size() == 2 ? pairs : singles).add(panel);
            }
        }
        pairs.addAll(singles);
        return pairs;
    }

    private static String metric(String measure) {
        return measure.startsWith(TRAIN)
                ? measure.substring(TRAIN.length())
                : measure.startsWith(VALIDATION) ? measure.substring(VALIDATION.length()) : measure;
    }

    private static String title(String measure) {
        return measure.startsWith(TRAIN)
                ? "training " + metric(measure)
                : measure.startsWith(VALIDATION) ? "validation " + metric(measure) : measure;
    }

    private static Scale scale(String metric, List<Round> rounds, List<String> sides) {
        double[] values = rounds.stream()
                .flatMap(round -> round.reports().stream())
                .flatMapToDouble(report -> sides.stream().mapToDouble(side -> value(report, side)))
                .toArray();
        // scores such as accuracy are read on a linear axis, however low they begin
        return metric.endsWith("loss") ? Scale.ofErrors(values) : Scale.linear(DoubleStream.of(values));
    }

    private static double value(EpochReport report, String measure) {
        return report.values().getOrDefault(measure, Double.NaN);
    }
}
