package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.FeatureType;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every optimizer, and everything around it, steps as PyTorch does. */
@Tag("djl")
class StepsGoldenTest {
    private static final Steps PLAIN = Steps.plain();
    private static final Architecture NORMALISED =
            LayerList.of(new Linear(6), new BatchNorm1d(), new Tanh(), new Linear(Linear.OUTPUTS));

    @Test
    void sgdLooksAheadAsNesterovsMomentumDoes() throws IOException {
        agrees("step-nesterov", new Sgd(0.05, 0.9, true, 1e-2));
    }

    @Test
    void rmsPropDividesByTheRootOfTheMeanSquare() throws IOException {
        agrees("step-rmsprop", RmsProp.of(1e-3).withWeightDecay(1e-2));
        agrees(
                "step-rmsprop-centered",
                RmsProp.of(1e-3).withAlpha(0.9).withEps(1e-6).withMomentum(0.8).withCentered(true));
    }

    @Test
    void adagradDividesByTheRootOfTheSumOfSquares() throws IOException {
        agrees("step-adagrad", Adagrad.of(1e-2).withWeightDecay(1e-2));
        agrees("step-adagrad-decay", Adagrad.of(2e-2).withLrDecay(0.02).withInitialAccumulator(0.1));
    }

    @Test
    void lionStepsBySigns() throws IOException {
        agrees("step-lion", Lion.of(1e-3).withWeightDecay(0.1));
    }

    @Test
    void adamShrinksWeightsByTheirGradientAndAdamWBesideIt() throws IOException {
        agrees("step-adam", Adam.of(1e-3).withBetas(0.8, 0.99).withWeightDecay(1e-2));
        agrees("step-adamw", AdamW.of(1e-3).withWeightDecay(0.1));
    }

    @Test
    void normsAndBiasesNeedNotDecay() throws IOException {
        Steps steps = PLAIN.withDecayNormAndBias(false);
        agrees("step-groups-adamw", NORMALISED, AdamW.of(1e-3).withEps(1e-2).withWeightDecay(0.5), steps);
        agrees("step-groups-sgd", NORMALISED, new Sgd(0.02, 0.9, 0.1), steps);
    }

    @Test
    void aNormOfAnyShapeIsSpared() {
        ModelRecipe recipe = new ModelRecipe(
                LayerList.of(new LayerNorm(3), new Conv2d(2, 3, 1, 0, true), new Flatten(), new Linear(Linear.OUTPUTS)),
                Loss.CROSS_ENTROPY,
                AdamW.of(1e-3),
                PLAIN.withDecayNormAndBias(false),
                16);
        Feed feed = new Feed(List.of(1, 4, 4), FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu");
        assertThat(ProgramCompiler.compile(recipe, feed).arrays().stream()
                        .filter(spec -> spec.list().equals("parameters_decayed"))
                        .map(ArraySpec::name))
                .containsExactly("1.weight", "3.weight");
    }

    @Test
    void gradientsAreClippedByNormAndByValue() throws IOException {
        agrees("step-clip-norm", HundredSteps.NETWORK, Sgd.of(0.1), PLAIN.withClipNorm(0.15));
        agrees("step-clip-value", HundredSteps.NETWORK, Sgd.of(0.1), PLAIN.withClipValue(0.02));
        agrees(
                "step-clip-both",
                HundredSteps.NETWORK,
                Sgd.of(0.1),
                PLAIN.withClipValue(0.05).withClipNorm(0.2));
    }

    /** Passes of three, one and two batches: the last step of a pass is of what is left. */
    @Test
    void severalBatchesMakeTheStepOfAllTheirRows() throws IOException {
        ModelRecipe three = recipe(Loss.CROSS_ENTROPY, Adam.of(1e-3), PLAIN.withBatches(3));
        HundredSteps.agree("step-gather", three, weightedRows(), List.of(3, 1, 2));
        Loss byClass = new CrossEntropyLoss(List.of(0.5, 1.0, 2.0), 0.1);
        ModelRecipe two = recipe(byClass, Sgd.of(0.1), PLAIN.withBatches(2));
        HundredSteps.agree("step-gather-classes", two, weightedRows(), List.of(2, 1));
    }

    /** Fifty batches are more than one call; steps of 3 and of 20 batches cut calls unlike steps of one. */
    @Test
    void aPassOfManyStepsIsThoseStepsOneByOne() {
        for (int batches : new int[] {3, 20}) {
            ModelRecipe recipe = recipe(Loss.CROSS_ENTROPY, Adam.of(1e-3), PLAIN.withBatches(batches));
            try (SmallRows rows = weightedRows();
                    Model atOnce = rows.model(recipe, 0);
                    Model byStep = rows.model(recipe, 0)) {
                atOnce.train(order(0, 50), 1e-3, Seed.root(0));
                for (int from = 0; from < 50; from += batches) {
                    byStep.train(order(from, Math.min(50, from + batches)), 1e-3, Seed.root(0));
                }
                assertThat(atOnce.state()).isEqualTo(byStep.state());
            }
        }
    }

    @Test
    void evaluationAndWeightsAreTheMovingAverage() throws IOException {
        agrees("step-average", NORMALISED, Sgd.of(0.1), PLAIN.withAverage(0.95));
        Steps grouped = PLAIN.withAverage(0.9).withDecayNormAndBias(false);
        agrees("step-average-groups", NORMALISED, AdamW.of(1e-3).withEps(1e-2).withWeightDecay(0.5), grouped);
    }

    @Test
    void aModelWithAnAverageIsRestoredWholeOrFromItsWeights() {
        Steps steps = PLAIN.withAverage(0.9).withDecayNormAndBias(false);
        ModelRecipe recipe = new ModelRecipe(NORMALISED, Loss.CROSS_ENTROPY, Adam.of(1e-2), steps, 16);
        try (SmallRows rows = SmallRows.of(8);
                Model first = rows.model(recipe, 0);
                Model second = rows.model(recipe, 1);
                Model third = rows.model(recipe, 2)) {
            assertThat(first.weights()).isEqualTo(parameters(first.state()));
            first.train(order(0, 5), 1e-2, Seed.root(0));
            assertThat(first.weights()).isNotEqualTo(parameters(first.state()));
            second.restore(first.state());
            assertThat(second.outputs(SmallRows.order())).isEqualTo(first.outputs(SmallRows.order()));
            second.train(order(5, 10), 1e-2, Seed.root(1));
            first.train(order(5, 10), 1e-2, Seed.root(1));
            assertThat(second.state()).isEqualTo(first.state());

            third.restore(first.weights());
            assertThat(third.outputs(SmallRows.order())).isEqualTo(first.outputs(SmallRows.order()));
            assertThat(parameters(third.state())).isEqualTo(first.weights());
        }
    }

    private static SortedMap<String, HostTensor> parameters(SortedMap<String, HostTensor> state) {
        SortedMap<String, HostTensor> parameters = new TreeMap<>(state);
        parameters.keySet().removeIf(name -> name.startsWith("optimizer.") || name.startsWith("average."));
        return parameters;
    }

    private static int[] order(int from, int to) {
        return IntStream.range(from, to)
                .flatMap(i -> Arrays.stream(GoldenTest.batch(i)))
                .toArray();
    }

    private static void agrees(String golden, Optimizer optimizer) throws IOException {
        agrees(golden, HundredSteps.NETWORK, optimizer, PLAIN);
    }

    private static void agrees(String golden, Architecture network, Optimizer optimizer, Steps steps)
            throws IOException {
        ModelRecipe recipe = new ModelRecipe(network, Loss.CROSS_ENTROPY, optimizer, steps, HundredSteps.BATCH_ROWS);
        HundredSteps.agree(golden, recipe, SmallRows.of(8));
    }

    private static ModelRecipe recipe(Loss loss, Optimizer optimizer, Steps steps) {
        return new ModelRecipe(HundredSteps.NETWORK, loss, optimizer, steps, HundredSteps.BATCH_ROWS);
    }

    private static SmallRows weightedRows() {
        return SmallRows.of(SmallRows.CLASSES, true, 8);
    }
}
