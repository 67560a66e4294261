package io.foldsync.report;

import io.foldsync.history.Round;
import io.foldsync.stats.Summary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One meeting in one line: {@code epoch 3/20  val_loss 0.1234 ± 0.0100  …}. */
final class RoundLine {
    private static final String LOSS = "val_loss";

    private RoundLine() {}

    /** The line without times; mean and sd over folds of the validation loss and the headline. */
    static String text(RunHeader header, Round round, boolean unicode) {
        String sign = unicode ? " ± " : " +/- ";
        String measures = shown(header, round).stream()
                .map(measure -> measure + " " + spread(round, measure, sign))
                .collect(Collectors.joining("  "));
        long diverged =
                round.reports().stream().filter(report -> !report.finite()).count();
        String warning = diverged == 0 ? "" : "  (" + diverged + " of " + round.folds() + " folds not finite)";
        return epoch(header, round) + "  " + measures + warning;
    }

    /** {@code epoch 3/20}: the epochs done of the epochs planned. */
    static String epoch(RunHeader header, Round round) {
        return "epoch " + (round.epoch() + 1) + "/" + header.epochs();
    }

    /** The measures a watcher wants: validation loss and headline, or the first there is. */
    static List<String> shown(RunHeader header, Round round) {
        Set<String> shown = new LinkedHashSet<>();
        for (String measure : List.of(LOSS, header.headline().measure())) {
            if (round.measures().contains(measure)) {
                shown.add(measure);
            }
        }
        if (shown.isEmpty()) {
            round.measures().stream().sorted().limit(1).forEach(shown::add);
        }
        return List.copyOf(shown);
    }

    private static String spread(Round round, String measure, String sign) {
        Summary summary = Summary.of(measure, round.values(measure).toArray());
        Decimals decimals = Decimals.over(summary.mean(), summary.sd());
        return decimals.text(summary.mean()) + sign + decimals.text(summary.sd());
    }
}
