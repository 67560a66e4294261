package io.foldsync.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void theStandardDeviationHasJMinusOneInItsDenominator() {
        // numpy: np.std([2, 4, 4, 4, 5, 5, 7, 9], ddof=1)
        Summary summary = Summary.of("val_accuracy", 2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.sd()).isCloseTo(2.138089935299395, within(1e-15));
        assertThat(summary.min()).isEqualTo(2);
        assertThat(summary.max()).isEqualTo(9);
        assertThat(summary.folds()).isEqualTo(8);
    }

    @Test
    void aSingleFoldHasNoSpread() {
        assertThat(Summary.of("val_loss", 0.5).sd()).isNaN();
        assertThat(Summary.of("val_loss", 0.5).mean()).isEqualTo(0.5);
    }

    @Test
    void aFoldWithoutAValueLeavesNoStatistic() {
        Summary summary = Summary.of("val_loss", 0.5, Double.NaN, 0.25).withPooled(0.4);
        assertThat(summary.mean()).isNaN();
        assertThat(summary.sd()).isNaN();
        assertThat(summary.min()).isNaN();
        assertThat(summary.max()).isNaN();
        assertThat(summary.pooled()).hasValue(0.4);
    }

    @Test
    void thePooledValueIsThereOnlyWhenGiven() {
        assertThat(Summary.of("val_loss", 1, 2).pooled()).isEmpty();
    }

    @Test
    void noFoldsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of("val_loss"));
    }

    @Property
    void equalValuesHaveThatMeanAndNoSpread(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double value, @ForAll @IntRange(min = 2, max = 30) int folds) {
        double[] values = new double[folds];
        Arrays.fill(values, value);
        assertThat(Summary.of("m", values).mean()).isEqualTo(value);
        assertThat(Summary.of("m", values).sd()).isZero();
    }

    @Property
    void shiftingAllValuesShiftsTheMeanAndKeepsTheSpread(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -1, max = 1) Double> scores) {
        double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
        Summary before = Summary.of("m", values);
        double[] shifted = DoubleStream.of(values).map(value -> value + 1000).toArray();
        Summary after = Summary.of("m", shifted);
        assertThat(after.mean()).isCloseTo(before.mean() + 1000, within(1e-9));
        assertThat(after.sd()).isCloseTo(before.sd(), within(1e-9));
        assertThat(before.mean()).isBetween(before.min(), before.max());
    }
}
