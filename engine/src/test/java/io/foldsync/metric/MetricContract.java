package io.foldsync.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every metric; a metric's test extends this class and says for which target it is made. */
abstract class MetricContract {
    private static final double ROUNDING = 1e-9;

    abstract Metric metric();

    /** c for metrics of classes or labels, 1 for metrics of numbers. */
    abstract int outputs();

    /** Whether it is a metric of labels, with a target for every output. */
    boolean ofLabels() {
        return false;
    }

    @Property
    void howRowsAreCutIntoBatchesDoesNotMatter(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int rows) {
        Predictions all = predictions(random, rows, weights(random, rows));
        List<Tally> tallies = new ArrayList<>();
        Tally inTurn = zero();
        for (int start = 0; start < rows; ) {
            int end = start + 1 + random.nextInt(rows - start);
            Predictions batch = rows(all, IntStream.range(start, end).toArray());
            tallies.add(metric().add(zero(), batch));
            inTurn = metric().add(inTurn, batch);
            start = end;
        }
        double expected = value(all);
        assertSame(metric().value(tallies.stream().reduce(zero(), Tally::merge)), expected);
        assertSame(metric().value(inTurn), expected);
    }

    @Property
    void theOrderOfRowsDoesNotMatter(@ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int rows) {
        Predictions all = predictions(random, rows, weights(random, rows));
        int[] reversed = IntStream.range(0, rows).map(row -> rows - 1 - row).toArray();
        assertSame(value(rows(all, reversed)), value(all));
    }

    @Property
    void aRowOfWeightTwoCountsAsTwoRowsAndOneOfWeightZeroAsNone(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int rows) {
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = random.nextInt(4);
        }
        Predictions weighted = predictions(random, rows, weights);
        int[] repeated = IntStream.range(0, rows)
                .flatMap(row -> IntStream.generate(() -> row).limit((long) weights[row]))
                .toArray();
        Predictions unweighted = rows(weighted, repeated);
        Arrays.fill(unweighted.weights(), 1);
        assertSame(value(weighted), value(unweighted));
    }

    @Property
    void aCommonFactorOfAllWeightsDoesNotMatter(@ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int rows) {
        Predictions all = predictions(random, rows, weights(random, rows));
        double before = value(all);
        for (int row = 0; row < rows; row++) {
            all.weights()[row] *= 8;
        }
        assertSame(value(all), before);
    }

    @Property
    void aRowOfWeightZeroDoesNotMatterEvenWhenItsOutputsAreNotNumbers(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 20) int rows) {
        Predictions all = predictions(random, rows, weights(random, rows));
        double without = value(rows(all, IntStream.range(1, rows).toArray()));
        all.weights()[0] = 0;
        Arrays.fill(all.outputs(), 0, outputs(), random.nextBoolean() ? Float.NaN : Float.POSITIVE_INFINITY);
        assertSame(value(all), without);
    }

    @Property(tries = 10)
    void withoutAnyWeightThereIsNoValue(@ForAll Random random) {
        assertThat(metric().value(zero())).isNaN();
        Predictions weightless = predictions(random, 5, new float[5]);
        Arrays.fill(weightless.outputs(), Float.NaN);
        assertThat(value(weightless)).isNaN();
    }

    @Property(tries = 1)
    void itsNameIsInSnakeCaseAndItArrivesAsItWasSent() {
        assertThat(metric().name()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(Wire.sent(metric())).isEqualTo(metric());
    }

    final Tally zero() {
        return metric().zero(outputs());
    }

    final double value(Predictions batch) {
        return metric().value(metric().add(zero(), batch));
    }

    /** Random rows with few different outputs, so that ties are frequent. */
    private Predictions predictions(Random random, int rows, float[] weights) {
        float[] outputs = new float[rows * outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (random.nextInt(17) - 8) / 2f;
        }
        float[] targets = new float[ofLabels() ? outputs.length : rows];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = ofLabels()
                    ? random.nextInt(2)
                    : outputs() == 1 ? (random.nextInt(33) - 16) / 4f : random.nextInt(outputs());
        }
        return new Predictions(outputs, outputs(), targets, weights);
    }

    private static float[] weights(Random random, int rows) {
        float[] weights = new float[rows];
        for (int row = 0; row < rows; row++) {
            weights[row] = 0.25f + random.nextInt(8);
        }
        return weights;
    }

    private static Predictions rows(Predictions all, int[] rows) {
        int c = all.classes();
        int values = all.targets().length / all.rows();
        float[] outputs = new float[rows.length * c];
        float[] targets = new float[rows.length * values];
        float[] weights = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all.outputs(), rows[i] * c, outputs, i * c, c);
            System.arraycopy(all.targets(), rows[i] * values, targets, i * values, values);
            weights[i] = all.weights()[rows[i]];
        }
        return new Predictions(outputs, c, targets, weights);
    }

    private static void assertSame(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within(ROUNDING * (1 + Math.abs(expected))));
        }
    }
}
