package io.foldsync.report;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps something from being done too often. */
public final class Every {
    private final long nanos;
    private final LongSupplier clock;
    private long next;

    /** @param clock in nanoseconds, from any origin, never backwards */
    public Every(Duration interval, LongSupplier clock) {
        this.nanos = interval.toNanos();
        this.clock = clock;
        this.next = clock.getAsLong();
    }

    /** Whether it is time: at first, and whenever the interval has gone by since the last time it was. */
    public boolean due() {
        long now = clock.getAsLong();
        if (now - next < 0) {
            return false;
        }
        next = now + nanos;
        return true;
    }
}
