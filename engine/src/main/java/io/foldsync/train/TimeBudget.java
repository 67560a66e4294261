package io.foldsync.train;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import io.foldsync.policy.StopCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Ends a run whose time is up, with the code {@code time_budget_spent}: after the epoch in which the budget was spent.
 *
 * <p>Not a {@link io.foldsync.policy.StopRule}: it reads a clock, so that the same run may end earlier or later the next time, and the number of
 * epochs it ends after is the one thing of a run that is not reproducible. It therefore stands outside of the history and of
 * the rules, around the loop: {@code loop.until(TimeBudget.of(budget)::check)}. Everything that was trained until then is what
 * it would have been without it.
 */
public final class TimeBudget {
    private final Duration budget;
    private final LongSupplier nanos;
    private final long start;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    public TimeBudget(Duration budget, LongSupplier nanos) {
        if (budget.isNegative() || budget.isZero()) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "run.timeBudget",
                    budget.toString(),
                    "a positive time",
                    "Write how long the run may train, for instance 2h, or leave it out.");
        }
        this.budget = budget;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** A budget that begins now. */
    public static TimeBudget of(Duration budget) {
        return new TimeBudget(budget, System::nanoTime);
    }

    /** The reason once the time is up; asked after epochs that were validated, and never before the first. */
    public Optional<StopReason> check(History history) {
        Duration spent = Duration.ofNanos(nanos.getAsLong() - start);
        boolean up = spent.compareTo(budget) >= 0;
        return up && history.epochs() > 0 && history.last().order().validate()
                ? Optional.of(StopCode.TIME_BUDGET_SPENT.because(String.format(
                        Locale.ROOT,
                        "%.0f s of a budget of %.0f s are spent after %d epochs",
                        spent.toMillis() / 1e3,
                        budget.toMillis() / 1e3,
                        history.epochs())))
                : Optional.empty();
    }
}
