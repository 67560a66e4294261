package io.foldsync.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.metric.Accuracy;
import io.foldsync.metric.CrossEntropy;
import io.foldsync.metric.Metrics;
import io.foldsync.metric.R2;
import org.junit.jupiter.api.Test;

class MonitorTest {

    @Test
    void theDirectionFollowsTheMetric() {
        assertThat(Monitor.of(new CrossEntropy())).isEqualTo(new Monitor("val_loss", Direction.MINIMIZE));
        assertThat(Monitor.of(new Accuracy())).isEqualTo(new Monitor("val_accuracy", Direction.MAXIMIZE));
        assertThat(Monitor.of(new R2())).isEqualTo(new Monitor("val_r2", Direction.MAXIMIZE));
    }

    @Test
    void aMeasureIsFoundByItsFullName() {
        assertThat(Monitor.of("train_loss", Metrics.forClasses()))
                .isEqualTo(new Monitor("train_loss", Direction.MINIMIZE));
        assertThat(Monitor.of("val_macro_f1", Metrics.forClasses()).direction()).isEqualTo(Direction.MAXIMIZE);
    }

    @Test
    void aMeasureThatIsNotReportedIsAFaultBeforeTheFirstEpoch() {
        Fault fault = Faults.one(() -> Monitor.of("val_acc", Metrics.forNumbers()));
        assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_UNKNOWN_NAME);
        assertThat(fault.message())
                .isEqualTo("training.monitor: no measure val_acc; expected one of val_loss, train_loss,"
                        + " val_rmse, train_rmse, val_mae, train_mae, val_r2, train_r2. Name a measure that this task"
                        + " reports.");
    }

    @Test
    void whatIsNotANumberIsNeitherBetterNorWorse() {
        for (Direction direction : Direction.values()) {
            assertThat(direction.better(Double.NaN, 1, 0)).isFalse();
            assertThat(direction.better(1, Double.NaN, 0)).isFalse();
            assertThat(direction.better(1, 1, 0)).isFalse();
        }
    }
}
