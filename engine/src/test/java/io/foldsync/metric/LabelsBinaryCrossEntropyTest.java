package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsBinaryCrossEntropyTest extends MetricContract {

    @Override
    Metric metric() {
        return new BinaryCrossEntropy(List.of(0.5, 1.0, 2.0, 4.0));
    }

    @Override
    int outputs() {
        return 4;
    }

    @Override
    boolean ofLabels() {
        return true;
    }

    @Test
    void itAgreesWithPyTorch() {
        // binary_cross_entropy_with_logits(logits, y, pos_weight=[0.5, 1, 2, 4]), torch 2.13.0 in float64, without and
        // with row weights
        assertThat(value(Reference.labels())).isCloseTo(0.49812037293173517, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.418624352894356, within(1e-12));
    }

    @Test
    void smoothedLabelsAgreeWithPyTorchToo() {
        // binary_cross_entropy_with_logits(logits, 0.8 y + 0.1)
        Metric smoothed = new BinaryCrossEntropy(List.of(), 0.2);
        assertThat(smoothed.value(smoothed.add(smoothed.zero(4), Reference.labels())))
                .isCloseTo(0.6164147855291379, within(1e-12));
        assertThat(smoothed.value(smoothed.add(smoothed.zero(4), Reference.weightedLabels())))
                .isCloseTo(0.5379975468443677, within(1e-12));
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        Predictions sure =
                new Predictions(new float[] {1e30f, -1e30f, 1000, 0}, 4, new float[] {1, 0, 0, 0}, new float[] {1});
        assertThat(value(sure)).isCloseTo((1000 + Math.log(2)) / 4, within(1e-9));
    }
}
