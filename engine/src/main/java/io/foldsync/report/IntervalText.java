package io.foldsync.report;

import io.foldsync.stats.CorrectedT;
import io.foldsync.stats.Interval;
import java.math.BigDecimal;
import java.util.Optional;

/** What an interval is, in words. */
final class IntervalText {
    private IntervalText() {}

    /** {@code 95 %}. */
    static String level(Interval interval) {
        return new BigDecimal(Double.toString(interval.level()))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** The heading of a column of intervals: {@code 95 % interval}. */
    static String heading(RunRecord run) {
        return first(run).map(interval -> level(interval) + " interval").orElse("interval");
    }

    /** {@code 0.9641 to 0.9783}, or empty. */
    static String ends(Optional<Interval> interval, Decimals decimals) {
        return interval.map(ends -> decimals.text(ends.lower()) + " to " + decimals.text(ends.upper()))
                .orElse("");
    }

    /** One or two sentences: what is in the interval, how far to trust it. */
    static String explanation(RunRecord run) {
        Optional<Interval> first = first(run);
        if (first.isEmpty()) {
            return "No interval is given: it takes two folds or more, and scores that are finite numbers.";
        }
        Interval interval = first.get();
        String method = interval.method().equals(CorrectedT.METHOD)
                ? "The " + level(interval)
                        + " interval is for the expected score of networks trained like these on data"
                        + " like these. It is a corrected t interval (Nadeau and Bengio 2003): folds share training rows,"
                        + " so it is wider than the usual t interval. It is approximate."
                : "The " + level(interval) + " interval was computed by the method named " + interval.method() + ".";
        boolean degenerate = run.measures().stream()
                .flatMap(measure -> measure.interval().stream())
                .anyMatch(Interval::degenerate);
        return degenerate
                ? method + " Where all folds scored alike it has no width, which does not mean that there is no spread."
                : method;
    }

    private static Optional<Interval> first(RunRecord run) {
        return run.measures().stream()
                .flatMap(measure -> measure.interval().stream())
                .findFirst();
    }
}
