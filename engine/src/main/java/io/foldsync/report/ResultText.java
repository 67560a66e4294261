package io.foldsync.report;

import static io.foldsync.report.TextTable.Edge.LEFT;
import static io.foldsync.report.TextTable.Edge.RIGHT;

import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The final tables for the terminal: each measure's statistics, every fold's values, why the run ended. */
public final class ResultText {
    private ResultText() {}

    /** Writes the tables; plain Unicode text, lines ended by LF, no line wrapped. */
    public static void write(RunRecord run, Appendable out) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(run.header().title());
        if (!run.header().subtitle().isEmpty()) {
            lines.add(run.header().subtitle());
        }
        if (!run.measures().isEmpty()) {
            lines.add("");
            lines.addAll(statistics(run).lines());
            lines.add("");
            lines.addAll(folds(run).lines());
        }
        run.labels().filter(LabelScores::legible).ifPresent(labels -> {
            lines.add("");
            lines.addAll(labels.table().lines());
        });
        lines.add("");
        lines.add(ending(run));
        bestEpoch(run).ifPresent(lines::add);
        guard(run).ifPresent(lines::add);
        if (!run.measures().isEmpty()) {
            lines.add(IntervalText.explanation(run));
        }
        for (String line : lines) {
            out.append(Words.printable(line, true)).append('\n');
        }
    }

    /** How the run ended, and what that means for its scores. */
    static String ending(RunRecord run) {
        String epochs = "Ended after " + Decimals.count(run.history().epochs()) + " of "
                + Words.count(run.header().epochs(), "epoch");
        return switch (run.reason().code()) {
            case "epochs_done" -> epochs + ".";
            default ->
                epochs + ": " + run.reason().text() + "."
                        + (run.reason().text().contains(Monitor.VALIDATION)
                                ? " The moment to stop was chosen on the validation rows, so scores on them are slightly"
                                        + " optimistic."
                                : "");
        };
    }

    /** What the rows that decide are for; empty where there are none. */
    static Optional<String> guard(RunRecord run) {
        return run.guarded()
                ? Optional.of("guard_ measures are of held-out rows that did nothing but decide; val_ measures and"
                        + " predictions are of the other held-out rows.")
                : Optional.empty();
    }

    /**
     * Which epoch the results are of where that is the best; else which epoch scored best, and what its score is not. Empty
     * when no epoch's mean is a finite number.
     */
    static Optional<String> bestEpoch(RunRecord run) {
        if (run.restored().isPresent()) {
            return run.restored().map(ResultText::restored);
        }
        return run.best().map(best -> {
            String extreme = run.header().headline().direction() == Direction.MAXIMIZE ? "Highest" : "Lowest";
            boolean last = best.epoch() == run.history().epochs() - 1;
            return extreme + " mean " + run.header().headline().measure() + ": " + Decimals.alone(best.value())
                    + " after " + Words.count(best.epoch() + 1, "epoch")
                    + (last
                            ? ", the last."
                            : "; found by looking at the validation rows, so it is optimistic and not the result.");
        });
    }

    private static String restored(Restored restored) {
        String measure = restored.monitor().measure();
        return "Networks and measures are those after "
                + Words.count(restored.best().epoch() + 1, "epoch") + ", where "
                + restored.monitor().describe()
                + " was best: " + Decimals.alone(restored.best().value()) + "."
                + (measure.startsWith(Monitor.VALIDATION)
                        ? " It was chosen on the validation rows, so scores on them are optimistic."
                        : "");
    }

    /** The format in which all statistics of one measure are written. */
    static Decimals decimals(Summary summary) {
        return Decimals.over(summary.mean(), summary.sd(), summary.min(), summary.max());
    }

    /** A row a measure. */
    static TextTable statistics(RunRecord run) {
        return new TextTable()
                .column(LEFT, cells("measure", run, MeasureResult::name))
                .column(RIGHT, numbers("mean", run, Summary::mean))
                .column(RIGHT, numbers("sd", run, Summary::sd))
                .column(RIGHT, numbers("min", run, Summary::min))
                .column(RIGHT, numbers("max", run, Summary::max))
                .column(
                        RIGHT,
                        cells(
                                IntervalText.heading(run),
                                run,
                                measure -> IntervalText.ends(measure.interval(), decimals(measure.summary()))))
                .column(RIGHT, cells("pooled", run, measure -> pooled(measure.summary())));
    }

    /** The pooled value in the measure's format, or empty. */
    static String pooled(Summary summary) {
        OptionalDouble pooled = summary.pooled();
        return pooled.isPresent() ? decimals(summary).text(pooled.getAsDouble()) : "";
    }

    /** A row a fold. */
    static TextTable folds(RunRecord run) {
        int folds = run.measures().stream()
                .mapToInt(measure -> measure.summary().folds())
                .max()
                .orElse(0);
        TextTable table = new TextTable().column(RIGHT, column("fold", folds, Integer::toString));
        if (run.rows().size() == folds) {
            table.column(
                    RIGHT,
                    column(
                            "train",
                            folds,
                            fold -> Decimals.count(run.rows().get(fold).train())));
            table.column(
                    RIGHT,
                    column(
                            "validate",
                            folds,
                            fold -> Decimals.count(run.rows().get(fold).validate())));
        }
        for (MeasureResult measure : run.measures()) {
            List<Double> values = measure.summary().values();
            Decimals decimals = decimals(measure.summary());
            table.column(
                    RIGHT,
                    column(measure.name(), folds, fold -> fold < values.size() ? decimals.text(values.get(fold)) : ""));
        }
        return table;
    }

    private static List<String> column(String heading, int folds, IntFunction<String> cell) {
        return Stream.concat(Stream.of(heading), IntStream.range(0, folds).mapToObj(cell))
                .toList();
    }

    private static List<String> numbers(String heading, RunRecord run, Function<Summary, Double> statistic) {
        return cells(heading, run, measure -> decimals(measure.summary()).text(statistic.apply(measure.summary())));
    }

    private static List<String> cells(String heading, RunRecord run, Function<MeasureResult, String> cell) {
        return Stream.concat(Stream.of(heading), run.measures().stream().map(cell))
                .toList();
    }
}
