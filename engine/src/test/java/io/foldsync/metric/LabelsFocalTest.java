package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsFocalTest extends MetricContract {

    @Override
    Metric metric() {
        return new Focal(2, List.of(0.25, 0.5, 0.75, 1.0));
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
        // -a_t (1 - p_t)^2 log p_t, p = sigmoid(logits), a = [0.25, 0.5, 0.75, 1], torch 2.13.0 in float64, without and
        // with row weights
        assertThat(value(Reference.labels())).isCloseTo(0.05497377272697382, within(1e-12));
        assertThat(value(Reference.weightedLabels())).isCloseTo(0.03369107723011299, within(1e-12));
    }
}
