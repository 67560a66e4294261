package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Property
    void anAxisCoversItsValuesAndHasAFewTicks(@ForAll @Size(min = 1, max = 9) List<Double> values) {
        double[] drawable = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Scale::drawable)
                .toArray();
        for (Scale scale : List.of(Scale.linear(DoubleStream.of(drawable)), Scale.ofErrors(drawable))) {
            for (double value : drawable) {
                assertThat(value).isBetween(scale.low(), scale.high());
                assertThat(scale.share(value)).isBetween(0.0, 1.0);
            }
            assertThat(scale.ticks()).hasSizeBetween(2, 13).isSorted().doesNotHaveDuplicates();
            assertThat(scale.labels()).hasSameSizeAs(scale.ticks());
        }
    }

    @Property
    void lossesOverOrdersOfMagnitudeAreReadOnALogarithmicAxis(
            @ForAll @IntRange(min = -90, max = -3) int lowest, @ForAll @IntRange(max = 90) int highest) {
        double small = 1.7 * Math.pow(10, lowest);
        double large = 3.1 * Math.pow(10, highest);
        Scale scale = Scale.ofErrors(small, large);
        assertThat(scale.logarithmic()).isTrue();
        assertThat(small).isGreaterThanOrEqualTo(scale.low());
        assertThat(large).isLessThanOrEqualTo(scale.high());
        assertThat(scale.share(Math.sqrt(scale.low() * scale.high()))).isBetween(0.49, 0.51);
        assertThat(scale.ticks()).hasSizeBetween(2, 13).isSorted();
    }

    @Property
    void wholeNumbersHaveWholeTicks(@ForAll @IntRange(max = 1) int first, @ForAll @IntRange(max = 100_000) int more) {
        Scale scale = Scale.whole(first, first + more, 20);
        assertThat(scale.ticks()).isNotEmpty().hasSizeLessThanOrEqualTo(23).isSorted();
        assertThat(scale.ticks().get(0)).isEqualTo(first);
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(Scale.linear(DoubleStream.of(0.9611, 0.9833)).labels())
                .containsExactly("0.960", "0.965", "0.970", "0.975", "0.980", "0.985");
        assertThat(Scale.linear(DoubleStream.of(-3, 4)).labels()).containsExactly("-4", "-2", "0", "2", "4");
        assertThat(Scale.ofErrors(0.012, 2.2).labels())
                .containsExactly("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5");
    }

    @Test
    void equalValuesLieInTheMiddle() {
        assertThat(Scale.linear(DoubleStream.of(0.97, 0.97)).share(0.97)).isBetween(0.3, 0.7);
        assertThat(Scale.linear(DoubleStream.of(0, 0)).share(0)).isEqualTo(0.5);
        assertThat(Scale.linear(DoubleStream.of(Double.NaN)).ticks()).isNotEmpty();
    }
}
