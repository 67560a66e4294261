package io.foldsync.report;

import static io.foldsync.report.TextTable.Edge.LEFT;
import static io.foldsync.report.TextTable.Edge.RIGHT;

import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.Round;
import io.foldsync.stats.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the live view shows at one moment, as lines of text; pure.
 *
 * <p>One line a fold, then mean and sd. Where the folds are too many for the screen, three of them stand for all: the
 * lowest, the median and the highest by the headline.
 */
final class LiveFrame {
    private static final int MOST_FOLDS = 20;
    /** Heading, mean, sd, progress, and the line the cursor rests on. */
    private static final int OTHER_LINES = 5;

    private static final int BARS = 10;

    private final RunHeader header;
    private final Terminal terminal;

    LiveFrame(RunHeader header, Terminal terminal) {
        this.header = header;
        this.terminal = terminal;
    }

    /** How a line is meant: a heading, a line like any other, or a fold that diverged. */
    enum Tone {
        HEADING,
        USUAL,
        ALARM
    }

    /** A line of the frame, not yet cut to the terminal's width. */
    record Line(String text, Tone tone) {}

    /** Before the first meeting. */
    List<Line> waiting() {
        return List.of(new Line(Words.count(header.folds(), "fold") + " training their first epoch", Tone.USUAL));
    }

    /** After a meeting; {@code seen} are this view's rounds, the latest last, and {@code time} says gone and left. */
    List<Line> met(List<Round> seen, List<FoldTiming> timings, String time) {
        Round round = seen.get(seen.size() - 1);
        List<Row> rows = rows(round);
        List<String> texts = table(seen, timings).lines();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean fold = i > 0 && i <= rows.size();
            boolean diverged =
                    fold && !round.reports().get(rows.get(i - 1).fold).finite();
            lines.add(new Line(texts.get(i), i == 0 ? Tone.HEADING : diverged ? Tone.ALARM : Tone.USUAL));
        }
        lines.add(new Line(progress(round) + "  " + time, Tone.USUAL));
        return lines;
    }

    private String progress(Round round) {
        int done = round.epoch() + 1;
        int filled = Math.min(BARS * 2, BARS * 2 * done / header.epochs());
        String bar = (terminal.unicode() ? "█" : "#").repeat(filled)
                + (terminal.unicode() ? "·" : ".").repeat(BARS * 2 - filled);
        return RoundLine.epoch(header, round) + "  " + bar;
    }

    /** The widest table that fits: places, history, training loss and speed give way in this order. */
    private TextTable table(List<Round> seen, List<FoldTiming> timings) {
        List<String> optional = new ArrayList<>(List.of("place", "history", "train_loss", "rows/s"));
        TextTable table = table(seen, timings, optional);
        while (table.width() > terminal.columns() - 1 && !optional.isEmpty()) {
            optional.remove(0);
            table = table(seen, timings, optional);
        }
        return table;
    }

    private TextTable table(List<Round> seen, List<FoldTiming> timings, List<String> optional) {
        Round round = seen.get(seen.size() - 1);
        List<Row> rows = rows(round);
        TextTable table = new TextTable()
                .column(RIGHT, cells("fold", rows, row -> row.name + row.fold, "mean", "sd"))
                .column(RIGHT, cells("epoch", rows, row -> (round.epoch() + 1) + "/" + header.epochs(), "", ""));
        if (optional.contains("history")
                && round.measures().contains(header.headline().measure())) {
            table.column(LEFT, history(seen, rows));
        }
        for (String measure : measures(round)) {
            if (!measure.equals("train_loss") || optional.contains(measure)) {
                table.column(RIGHT, values(round, measure, rows));
            }
        }
        Map<Integer, FoldTiming> byFold = timings.stream()
                .collect(Collectors.toMap(FoldTiming::fold, Function.identity(), (first, again) -> again));
        BiFunction<Row, Function<FoldTiming, String>, String> timing =
                (row, text) -> byFold.containsKey(row.fold) ? text.apply(byFold.get(row.fold)) : "";
        if (optional.contains("rows/s") && !byFold.isEmpty()) {
            Function<Row, String> rate = row -> timing.apply(row, fold -> Decimals.rate(fold.rowsPerSecond()));
            table.column(RIGHT, cells("rows/s", rows, rate, "", ""));
        }
        if (optional.contains("place")
                && byFold.values().stream().map(FoldTiming::place).distinct().count() > 1) {
            table.column(LEFT, cells("place", rows, row -> timing.apply(row, FoldTiming::place), "", ""));
        }
        return table;
    }

    private Set<String> measures(Round round) {
        Set<String> measures = new LinkedHashSet<>();
        if (round.measures().contains("train_loss")) {
            measures.add("train_loss");
        }
        measures.addAll(RoundLine.shown(header, round));
        return measures;
    }

    /** The last epochs on a scale of their own: on the first epoch's, all later ones would look alike. */
    private List<String> history(List<Round> seen, List<Row> rows) {
        List<Round> recent = seen.subList(Math.max(0, seen.size() - BARS), seen.size());
        List<double[]> byFold = IntStream.range(0, header.folds())
                .mapToObj(fold -> recent.stream()
                        .filter(round -> fold < round.folds())
                        .mapToDouble(round -> value(
                                round.reports().get(fold), header.headline().measure()))
                        .toArray())
                .toList();
        Sparkline sparkline = new Sparkline(byFold, terminal.unicode());
        return cells("", rows, row -> sparkline.bars(byFold.get(row.fold), BARS), "", "");
    }

    private static List<String> values(Round round, String measure, List<Row> rows) {
        Summary summary = Summary.of(measure, round.values(measure).toArray());
        Decimals decimals = Decimals.over(summary.mean(), summary.sd());
        return cells(
                measure,
                rows,
                row -> decimals.text(value(round.reports().get(row.fold), measure)),
                decimals.text(summary.mean()),
                decimals.text(summary.sd()));
    }

    private static double value(EpochReport report, String measure) {
        return report.values().getOrDefault(measure, Double.NaN);
    }

    private static List<String> cells(
            String heading, List<Row> rows, Function<Row, String> cell, String mean, String sd) {
        return Stream.of(Stream.of(heading), rows.stream().map(cell), Stream.of(mean, sd))
                .flatMap(Function.identity())
                .toList();
    }

    private List<Row> rows(Round round) {
        int folds = round.folds();
        if (folds <= Math.min(MOST_FOLDS, terminal.lines() - OTHER_LINES)) {
            return IntStream.range(0, folds).mapToObj(fold -> new Row("", fold)).toList();
        }
        // NaN sorts highest, so that a diverged fold is one of the three that are seen
        List<Integer> byValue = IntStream.range(0, folds)
                .boxed()
                .sorted(Comparator.comparingDouble(fold ->
                        value(round.reports().get(fold), header.headline().measure())))
                .toList();
        return List.of(
                new Row("lowest ", byValue.get(0)),
                new Row("median ", byValue.get((folds - 1) / 2)),
                new Row("highest ", byValue.get(folds - 1)));
    }

    /** A line of the table: a fold, and what it stands for. */
    private record Row(String name, int fold) {}
}
