package io.foldsync.policy;

import static java.util.stream.Collectors.joining;

import io.foldsync.history.EpochReport;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.util.Optional;

/**
 * Stops with the code {@code not_finite} when any fold's loss of the last epoch is not a finite number: the cross-fold
 * mean, by which everything else is decided, then means nothing, and weights that have gone do not come back.
 */
public record NotFinite() implements StopRule {
    /** The code of the reason. */
    public static final String CODE = StopCode.NOT_FINITE.code();

    @Override
    public Optional<StopReason> check(History history) {
        if (history.epochs() == 0 || history.last().finite()) {
            return Optional.empty();
        }
        Round round = history.last();
        String folds = round.reports().stream()
                .filter(report -> !report.finite())
                .map(NotFinite::named)
                .collect(joining("; "));
        return Optional.of(StopCode.NOT_FINITE.because("epoch " + round.epoch() + ": " + folds));
    }

    private static String named(EpochReport report) {
        return report.values().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_loss") && !Double.isFinite(entry.getValue()))
                .map(entry -> entry.getKey() + " is " + entry.getValue())
                .collect(joining(", ", "fold " + report.fold() + ": ", ""));
    }
}
