package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.history.FoldTiming;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunClockTest {
    private static FoldTiming fold(int fold, double train, double validate) {
        return new FoldTiming(fold, 3, train, validate, 100, "");
    }

    @Test
    void noEpochIsFasterThanItsSlowestFold() {
        List<FoldTiming> timings = List.of(fold(0, 0.5, 0.25), fold(1, 0.125, 0.0625));
        assertThat(RunClock.busySeconds(timings, 2)).isEqualTo(0.75);
        assertThat(RunClock.busySeconds(timings, 8)).isEqualTo(0.75);
    }

    @Test
    void norThanAnEqualShareOfAllItsWork() {
        List<FoldTiming> timings = List.of(fold(0, 1, 0), fold(1, 1, 0), fold(2, 1, 0));
        assertThat(RunClock.busySeconds(timings, 2)).isCloseTo(1.5, within(1e-12));
        assertThat(RunClock.busySeconds(timings, 1)).isCloseTo(3, within(1e-12));
    }
}
