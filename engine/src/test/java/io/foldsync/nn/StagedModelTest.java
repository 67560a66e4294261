package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step in parts computes what the whole step computes, to the bit, with somebody looking at everything in between. */
@Tag("djl")
class StagedModelTest {
    private static final int BATCH = 12; // five batches of 64 rows and a smaller one

    private static final Network MLP = new Mlp(List.of(16, 8), 0.5);

    static Stream<Arguments> networks() {
        Supplier<SmallRows> flat = () -> SmallRows.of(12);
        Supplier<SmallRows> weighted = () -> SmallRows.of(SmallRows.CLASSES, true, 12);
        Supplier<SmallRows> numbers = () -> SmallRows.of(SmallRows.NUMBERS, true, 12);
        Supplier<SmallRows> images = () -> SmallRows.bytes(1, 8, 8);
        Supplier<SmallRows> sequences = () -> SmallRows.of(6, 4);
        Loss focal = new FocalLoss(2, List.of(0.2, 0.3, 0.5));
        return Stream.of(
                Arguments.of("dense with dropout", flat, recipe(MLP, Loss.CROSS_ENTROPY)),
                Arguments.of("weighted rows", weighted, recipe(MLP, Loss.CROSS_ENTROPY)),
                Arguments.of("another loss", weighted, recipe(MLP, focal)),
                Arguments.of("numbers", numbers, recipe(MLP, new HuberLoss(0.5))),
                Arguments.of("images", images, recipe(new ResNet(4), Loss.CROSS_ENTROPY)),
                Arguments.of(
                        "attention",
                        sequences,
                        recipe(
                                LayerList.of(
                                        new MultiheadSelfAttention(2, 0.25),
                                        new LayerNorm(1),
                                        new Flatten(),
                                        new Linear(Linear.OUTPUTS)),
                                Loss.CROSS_ENTROPY)),
                Arguments.of(
                        "recurrent, with automatic differentiation",
                        sequences,
                        recipe(LayerList.of(Lstm.of(5), new Linear(Linear.OUTPUTS)), Loss.CROSS_ENTROPY)),
                Arguments.of("a block", flat, recipe(new DenseBlock(Map.of()), Loss.CROSS_ENTROPY)),
                Arguments.of(
                        "gathered, clipped, averaged",
                        weighted,
                        recipe(MLP, Loss.CROSS_ENTROPY)
                                .withSteps(Steps.plain()
                                        .withBatches(3)
                                        .withClipNorm(0.1)
                                        .withClipValue(0.05)
                                        .withAverage(0.9)
                                        .withDecayNormAndBias(false))),
                Arguments.of(
                        "a block, gathered",
                        flat,
                        recipe(new DenseBlock(Map.of()), Loss.CROSS_ENTROPY)
                                .withSteps(Steps.plain().withBatches(4))));
    }

    private static ModelRecipe recipe(Network network, Loss loss) {
        return new ModelRecipe(network, loss, new Adam(1e-2, 0.9, 0.99, 1e-8, 0.1, true), BATCH);
    }

    private record Trained(List<TrainTally> tallies, SortedMap<String, HostTensor> state) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void aWatchedStepInPartsIsTheWholeStepToTheBit(String name, Supplier<SmallRows> rows, ModelRecipe recipe) {
        Trained whole;
        try (SmallRows data = rows.get();
                Model model = model(data, recipe)) {
            whole = train(model, (order, seed) -> model.begin(order, share -> 1e-2, seed));
        }
        try (SmallRows data = rows.get();
                StagedModel model = StagedModel.of(model(data, recipe), TrainStep.standard(), new int[0])) {
            Reader reader = new Reader();
            Trained parts = train(model, (order, seed) -> model.begin(order, share -> 1e-2, seed, reader));
            assertThat(parts.tallies()).isEqualTo(whole.tallies());
            assertThat(parts.state()).isEqualTo(whole.state());
            assertThat(reader.looks).isGreaterThan(18);
        }
    }

    private interface Begin {
        TrainingPass of(int[] order, Seed seed);
    }

    private static Trained train(Model model, Begin begin) {
        List<TrainTally> tallies = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            TrainingPass pass = begin.of(SmallRows.order(), Seed.root(3).child(epoch));
            while (!pass.done()) {
                pass.advance();
            }
            tallies.add(pass.tally());
        }
        return new Trained(tallies, model.state());
    }

    private static Model model(SmallRows rows, ModelRecipe recipe) {
        return recipe.architecture() instanceof Architecture ? rows.model(recipe, 7) : rows.stepwise(recipe, 7);
    }

    /** Asks for everything there is. */
    private static final class Reader implements BatchWatcher {
        private int looks;

        @Override
        public void beforeBackward(BatchView batch) {
            assertThat(batch.loss()).isFinite();
        }

        @Override
        public void afterBackward(BatchView batch) {
            double sum = batch.gradients().values().stream()
                    .mapToDouble(gradient -> squares(gradient.toFloats()))
                    .sum();
            assertThat(batch.gradientNorm()).isCloseTo(Math.sqrt(sum), within(1e-5 * (1 + sum)));
            looks++;
        }

        private static double squares(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += (double) value * value;
            }
            return sum;
        }

        @Override
        public void beforeOptimizerStep(BatchView batch) {
            assertThat(batch.ends()).isTrue();
            looks += batch.weights().isEmpty() ? 0 : 1;
        }

        @Override
        public void batchEnd(BatchView batch) {
            assertThat(batch.loss()).isFinite();
            assertThat(batch.rowNumbers()).hasSize(batch.rows());
        }
    }

    @Test
    void theLossThatIsShownIsTheMeanOverTheBatchsRows() {
        for (int batches : new int[] {1, 2}) {
            ModelRecipe recipe =
                    recipe(MLP, Loss.CROSS_ENTROPY).withSteps(Steps.plain().withBatches(batches));
            try (SmallRows rows = SmallRows.of(SmallRows.CLASSES, true, 12);
                    StagedModel model = StagedModel.of(rows.model(recipe, 1), TrainStep.standard(), new int[0])) {
                double[] shown = new double[1];
                TrainingPass pass = model.begin(new int[] {3, 4, 5}, share -> 1e-2, Seed.root(1), new BatchWatcher() {
                    @Override
                    public void batchEnd(BatchView batch) {
                        shown[0] = batch.loss();
                    }
                });
                pass.advance();
                TrainTally tally = pass.tally();
                assertThat(shown[0]).isCloseTo(tally.lossSum() / tally.lossWeight(), within(1e-6));
            }
        }
    }

    @Test
    void aStepThatAsksTooEarlyIsTold() {
        TrainStep early = batch -> batch.backward();
        try (SmallRows rows = SmallRows.of(12);
                StagedModel model = StagedModel.of(rows.model(recipe(MLP, Loss.CROSS_ENTROPY), 1), early, new int[0])) {
            assertThatThrownBy(() -> model.train(SmallRows.order(), 1e-2, Seed.root(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before forward()");
        }
    }
}
