package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WatchersTest {
    @Test
    void everyWatchedEpochIsComparedWithTheOneBefore() {
        List<Double> ofEpochsOneToSix = List.of(9.0, 2.0, 3.0, 4.0, 5.0, 4.0);
        assertThat(Watchers.shares(ofEpochsOneToSix)).containsExactly(0.5, 0.25);
    }

    @Test
    void oneEpochHasNoNeighbour() {
        assertThat(Watchers.shares(List.of(1.0))).isEmpty();
    }
}
