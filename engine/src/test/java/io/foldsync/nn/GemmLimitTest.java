package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class GemmLimitTest {

    @Test
    void aThreadMultipliesAtSomeSpeed() {
        assertThat(GemmLimit.gigaflopsPerThread()).isPositive().isFinite();
    }
}
