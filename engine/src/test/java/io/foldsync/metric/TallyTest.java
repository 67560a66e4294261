package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldsync.Wire;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void mergingAddsAndLeavesBothAsTheyWere() {
        Tally left = Tally.of(1, 2);
        Tally right = Tally.of(10, 20);
        assertThat(left.merge(right)).isEqualTo(Tally.of(11, 22)).hasSameHashCodeAs(Tally.of(11, 22));
        assertThat(left).isEqualTo(Tally.of(1, 2)).hasToString("[1.0, 2.0]");
        assertThat(right).isEqualTo(Tally.of(10, 20));
    }

    @Test
    void theArraysOfCallersAreNotShared() {
        double[] sums = {1, 2};
        Tally tally = Tally.of(sums);
        sums[0] = 9;
        tally.toArray()[1] = 9;
        assertThat(tally).isEqualTo(Tally.of(1, 2)).isNotEqualTo(sums);
        assertThat(tally.length()).isEqualTo(2);
        assertThat(tally.at(1)).isEqualTo(2);
    }

    @Test
    void talliesOfDifferentLengthsDoNotMerge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tally.zeros(2).merge(Tally.zeros(3)))
                .withMessage("tallies of 2 and 3 sums");
    }

    @Test
    void aTallyArrivesAsItWasSent() {
        Tally tally = Tally.of(Double.NaN, -0.0);
        assertThat(Wire.sent(tally)).isEqualTo(tally);
    }
}
