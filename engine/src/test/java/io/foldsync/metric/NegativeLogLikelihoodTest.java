package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NegativeLogLikelihoodTest extends MetricContract {

    @Override
    Metric metric() {
        return new NegativeLogLikelihood(List.of(0.5, 1.0, 2.0, 4.0));
    }

    @Override
    int outputs() {
        return 4;
    }

    @Test
    void itAgreesWithPyTorch() {
        // nll_loss(logits, y, [0.5, 1, 2, 4]), torch 2.13.0 in float64, without and with row weights
        assertThat(value(Reference.classes())).isCloseTo(-2.5357142857142856, within(1e-12));
        assertThat(value(Reference.weightedClasses())).isCloseTo(-1.8041237113402062, within(1e-12));
    }
}
