package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitialTest {
    private static final Seed SEED = Seed.root(5);

    @Test
    void aConstantIsEverywhere() {
        assertThat(drawn(Initial.constant(0.25))).containsOnly(0.25f);
    }

    @Test
    void uniformsStayWithinTheirBoundsAndComeNearThem() {
        assertThat(largest(Initial.fanIn(16))).isCloseTo(0.25, within(0.001)).isLessThanOrEqualTo(0.25);
        double xavier = Math.sqrt(6.0 / (8 + 24));
        assertThat(largest(Initial.xavier(8, 24)))
                .isCloseTo(xavier, within(0.002))
                .isLessThan(xavier + 1e-7);
    }

    @Test
    void normalsHaveTheirDeviation() {
        double squares = 0;
        for (float value : drawn(Initial.normal(3))) {
            squares += (double) value * value;
        }
        assertThat(squares / 10_000).isCloseTo(9, within(0.51)); // four standard errors
    }

    @Test
    void equalSeedsDrawEqually() {
        Initial normal = Initial.normal(1);
        assertThat(normal.draw(List.of(2, 3), SEED)).isEqualTo(normal.draw(List.of(2, 3), SEED));
        assertThat(normal.draw(List.of(2, 3), SEED)).isNotEqualTo(normal.draw(List.of(2, 3), Seed.root(6)));
    }

    private static double largest(Initial initial) {
        double largest = 0;
        for (float value : drawn(initial)) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static float[] drawn(Initial initial) {
        return initial.draw(List.of(100, 100), SEED).toFloats();
    }
}
