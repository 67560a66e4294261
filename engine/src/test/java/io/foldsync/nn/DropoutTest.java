package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Dropout seen through the loss of {@code y = sum of x}, with all x = 1 and target 0 at learning rate 0: the mean loss is
 * the mean of the square of the sum of d masks.
 */
@Tag("djl")
class DropoutTest {
    private static final int BATCHES = 200;

    @Test
    void anElementStaysWithItsProbabilityAndIsScaledByTheInverse() {
        for (double p : new double[] {0.1, 0.5, 0.9}) {
            double keep = 1 - p;
            double square = meanLoss(1, p, 1); // E m² for m = 1/keep with probability keep
            double error = 4 * Math.sqrt(keep * p / (BATCHES * SmallRows.N)) / keep / keep;
            assertThat(square).as("p = %s", p).isCloseTo(1 / keep, within(error));
        }
    }

    @Test
    void neighboursAreIndependent() {
        for (int d : new int[] {4, 5}) { // four are cut from one random word; five straddle words
            double keep = 0.5;
            double independent = d / keep + d * (d - 1);
            assertThat(meanLoss(d, 1 - keep, 1)).as("d = %s", d).isCloseTo(independent, within(0.06 * independent));
        }
    }

    @Test
    void masksDependOnTheEpochsSeed() {
        assertThat(meanLoss(4, 0.5, 1)).isEqualTo(meanLoss(4, 0.5, 1)).isNotEqualTo(meanLoss(4, 0.5, 2));
    }

    @Test
    void masksDifferFromBatchToBatch() {
        try (SmallRows rows = SmallRows.ones(1);
                Model model = summing(rows, 1, 0.5)) {
            double one = model.train(SmallRows.order(), 0, Seed.root(1)).lossSum();
            double two = model.train(twice(SmallRows.order()), 0, Seed.root(1)).lossSum();
            double three = model.train(twice(twice(SmallRows.order())), 0, Seed.root(1))
                    .lossSum();
            assertThat(two == 2 * one && three == 4 * one).isFalse();
        }
    }

    @Test
    void evaluationDropsNothing() {
        try (SmallRows rows = SmallRows.ones(4);
                Model model = summing(rows, 4, 0.5)) {
            assertThat(model.outputs(SmallRows.order())).containsOnly(4);
        }
    }

    private static double meanLoss(int d, double p, long seed) {
        try (SmallRows rows = SmallRows.ones(d);
                Model model = summing(rows, d, p)) {
            int[] order = IntStream.range(0, BATCHES * SmallRows.N)
                    .map(i -> i % SmallRows.N)
                    .toArray();
            TrainTally tally = model.train(order, 0, Seed.root(seed));
            return tally.lossSum() / tally.weight();
        }
    }

    private static Model summing(SmallRows rows, int d, double p) {
        LayerList layers = LayerList.of(new Dropout(p), new Linear(Linear.OUTPUTS));
        Model model = rows.model(new ModelRecipe(layers, Loss.MEAN_SQUARED_ERROR, Sgd.of(0), SmallRows.N), 0);
        float[] ones = new float[d];
        Arrays.fill(ones, 1);
        model.restore(Map.of(
                "1.weight", HostTensor.floats(ones, 1, d),
                "1.bias", HostTensor.floats(new float[1], 1)));
        return model;
    }

    private static int[] twice(int[] order) {
        return IntStream.concat(Arrays.stream(order), Arrays.stream(order)).toArray();
    }

    @Test
    void aProbabilityThatRoundsToNothingWritesNothing() {
        assertThat(List.of(new Dropout(0), new Dropout(1e-6))).allSatisfy(dropout -> {
            Signal x = new Signal("x", List.of(4));
            assertThat(dropout.emit(Emitter.root(new Sheet(true, 1, 1, "cpu", Precision.FLOAT32)), x))
                    .isSameAs(x);
        });
    }
}
