package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.metric.Metrics;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointPlanTest {
    private static final Monitor LOSS = new Monitor("val_loss", Direction.MINIMIZE);
    private static final History HISTORY =
            SmallRun.history(5, 2, epoch -> new double[] {5, 2, Double.NaN, 2, 3}[epoch]);

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void byTheClockOneIsDueWhenTheLastIsLongAgoAndWasCheap() {
        CheckpointPlan plan = CheckpointPlan.defaults();
        assertThat(plan.due(7, false, seconds(29), Duration.ZERO)).isFalse();
        assertThat(plan.due(7, false, seconds(30), Duration.ZERO)).isTrue();
        assertThat(plan.due(7, false, seconds(199), seconds(10))).isFalse();
        assertThat(plan.due(7, false, seconds(200), seconds(10))).isTrue();
        assertThat(plan.due(7, true, seconds(1), Duration.ZERO)).isFalse();
    }

    @Test
    void byEpochsOneIsDueAfterSoManyAndAfterTheLast() {
        CheckpointPlan plan = CheckpointPlan.everyEpochs(3);
        assertThat(plan.due(3, false, Duration.ZERO, seconds(100))).isTrue();
        assertThat(plan.due(4, false, seconds(100), Duration.ZERO)).isFalse();
        assertThat(plan.due(4, true, Duration.ZERO, Duration.ZERO)).isTrue();
    }

    @Test
    void whoKeepsNoneWritesNone() {
        assertThat(CheckpointPlan.none().writes()).isFalse();
        assertThat(CheckpointPlan.everyEpochs(1).withKept(0, 0).due(1, true, seconds(99), Duration.ZERO))
                .isFalse();
    }

    @Test
    void theLatestAndTheBestStayTheEarlierOfEquals() {
        CheckpointPlan plan = CheckpointPlan.everyEpochs(1);
        assertThat(plan.kept(Set.of(1, 2, 3, 4, 5), HISTORY, LOSS)).containsExactly(2, 5);
        assertThat(plan.withKept(2, 2).kept(Set.of(1, 2, 3, 4, 5), HISTORY, LOSS))
                .containsExactly(2, 4, 5);
        assertThat(plan.withKept(0, 9).kept(Set.of(1, 3), HISTORY, LOSS)).containsExactly(1, 3);
    }

    @Test
    void anEpochWithoutAFiniteMeanIsNeverBest() {
        assertThat(CheckpointPlan.bestFirst(Set.of(1, 3, 5), HISTORY, LOSS)).containsExactly(5, 1, 3);
        assertThat(CheckpointPlan.bestFirst(Set.of(1, 3, 5), HISTORY, new Monitor("val_loss", Direction.MAXIMIZE)))
                .containsExactly(1, 5, 3);
    }

    @Test
    void aMonitorThatTheRunDoesNotTakeIsRefused() {
        assertThat(CheckpointPlan.defaults()
                        .withMonitor("val_accuracy")
                        .monitor(Metrics.forClasses())
                        .direction())
                .isEqualTo(Direction.MAXIMIZE);
        assertThatThrownBy(() -> CheckpointPlan.defaults().withMonitor("val_r2").monitor(Metrics.forClasses()))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("run.checkpoint.monitor: no measure val_r2; expected one of val_loss");
    }

    @Test
    void numbersBelowTheirLeastAreRefused() {
        assertThatThrownBy(() -> CheckpointPlan.everyEpochs(0)).hasMessageContaining("run.checkpoint.everyEpochs: 0");
        assertThatThrownBy(() -> CheckpointPlan.defaults().withKept(-1, 0)).hasMessageContaining("keepLast: -1");
        assertThatThrownBy(() -> CheckpointPlan.defaults().withEvery(Duration.ZERO))
                .hasMessageContaining("everySeconds: 0");
    }
}
