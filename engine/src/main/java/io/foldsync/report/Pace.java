package io.foldsync.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Time gone and time left, from a clock and the moments of the meetings. */
final class Pace {
    /** Rounds that the guess looks back on: the first are slower, and a cluster's speed changes. */
    private static final int RECENT = 5;

    private final LongSupplier nanos;
    private final long start;
    private final Deque<Long> meetings = new ArrayDeque<>();

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        meetings.add(start);
    }

    /** A round has just ended. */
    void met() {
        meetings.add(nanos.getAsLong());
        if (meetings.size() > RECENT + 1) {
            meetings.removeFirst();
        }
    }

    /** Seconds since the start. */
    double elapsed() {
        return (nanos.getAsLong() - start) / 1e9;
    }

    /** Seconds for {@code rounds} more at the recent pace; NaN before the first meeting. */
    double left(int rounds) {
        int seen = meetings.size() - 1;
        return seen == 0 ? Double.NaN : (meetings.getLast() - meetings.getFirst()) / 1e9 / seen * rounds;
    }

    /** {@code 12.3 s, 41 s left}; without the second half when no round is left. */
    String text(int roundsLeft) {
        String elapsed = Decimals.seconds(elapsed());
        return roundsLeft > 0 ? elapsed + ", " + Decimals.about(left(roundsLeft)) + " left" : elapsed;
    }
}
