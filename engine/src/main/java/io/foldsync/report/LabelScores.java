package io.foldsync.report;

import static io.foldsync.report.TextTable.Edge.LEFT;
import static io.foldsync.report.TextTable.Edge.RIGHT;

import io.foldsync.metric.LabelCount;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How each label was predicted, over all out-of-fold predictions.
 *
 * @param names the c labels, in the order of a prediction's probabilities
 * @param counts one a label
 */
public record LabelScores(List<String> names, List<LabelCount> counts) {
    /** More labels than this make no table for people. */
    private static final int SHOWN = 50;

    private static final Decimals SHARES = Decimals.over(1);

    public LabelScores {
        names = List.copyOf(names);
        counts = List.copyOf(counts);
        if (names.size() != counts.size()) {
            throw new IllegalArgumentException(names.size() + " labels, counts of " + counts.size());
        }
    }

    /** Whether people are to see the table. */
    boolean legible() {
        return names.size() <= SHOWN;
    }

    /** A row a label. */
    TextTable table() {
        return new TextTable()
                .column(LEFT, column("label", names::get))
                .column(RIGHT, column("rows", of(count -> ConfusionSvg.number(count.rows()))))
                .column(RIGHT, column("precision", of(count -> SHARES.text(count.precision()))))
                .column(RIGHT, column("recall", of(count -> SHARES.text(count.recall()))))
                .column(RIGHT, column("f1", of(count -> SHARES.text(count.f1()))));
    }

    private Function<Integer, String> of(Function<LabelCount, String> cell) {
        return label -> cell.apply(counts.get(label));
    }

    private List<String> column(String heading, Function<Integer, String> cell) {
        return Stream.concat(
                        Stream.of(heading),
                        IntStream.range(0, names.size()).boxed().map(cell))
                .toList();
    }
}
