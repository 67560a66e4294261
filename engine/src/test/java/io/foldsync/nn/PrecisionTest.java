package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.foldsync.data.HostTensor;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products in a type of fewer bits: what {@code torch.autocast} computes, side by side and alone, again and again. */
@Tag("djl")
class PrecisionTest {
    private static final double LR = 0.1;
    /** How many roundings lie between two ways to the same number; what only one of them rounds is further off. */
    private static final double CARRIED = 6;

    private static final Architecture MLP =
            LayerList.of(new Linear(16), new Relu(), new Linear(8), new Tanh(), new Linear(Linear.OUTPUTS));
    private static final Architecture CONVOLUTIONS = LayerList.of(
            new Conv2d(4, 3, 1, 1, false),
            new BatchNorm2d(),
            new Relu(),
            new Conv2d(4, 3, 2, 1, true),
            new Gelu(),
            new Flatten(),
            new LayerNorm(),
            new Linear(Linear.OUTPUTS));

    /** Half the distance of two neighbours at 1, by which rounding moves a number. */
    static double rounding(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> 1e-6; // of the goldens' nine digits and sums in another order
            case BFLOAT16 -> 0x1p-8;
            case FLOAT16 -> 0x1p-11;
        };
    }

    @ParameterizedTest
    @EnumSource
    void lossesGradientsAndOutputsAreThoseOfAutocast(Precision precision) throws IOException {
        agrees("autocast-mlp-", MLP, SmallRows.of(8), precision);
        agrees("autocast-convolutions-", CONVOLUTIONS, SmallRows.of(1, 8, 8), precision);
    }

    private static void agrees(String name, Architecture network, SmallRows rows, Precision precision)
            throws IOException {
        JsonNode golden = GoldenTest.golden(name + precision.name().toLowerCase(Locale.ROOT));
        try (rows;
                CompiledModel model = rows.model(recipe(network, precision), 0)) {
            start(model, precision);
            SortedMap<String, HostTensor> before = model.weights();
            double[] losses = new double[20];
            for (int step = 0; step < losses.length; step++) {
                TrainTally tally = model.train(GoldenTest.batch(step), LR, Seed.root(step));
                losses[step] = tally.lossSum() / tally.lossWeight();
                if (step == 0) {
                    golden.get("gradients").properties().forEach(gradient -> {
                        double[] moved = moved(before, model.weights(), gradient.getKey());
                        double largest = largest(gradient.getValue());
                        assertThat(GoldenTest.furthest(moved, gradient.getValue()))
                                .as("gradient of %s in %s", gradient.getKey(), precision)
                                .isLessThan(CARRIED * rounding(precision) * largest + 1e-6);
                    });
                }
            }
            assertThat(GoldenTest.furthest(losses, golden.get("losses")))
                    .as("losses in %s", precision)
                    .isLessThan(CARRIED * rounding(precision));
            assertThat(GoldenTest.furthest(GoldenTest.doubles(model.outputs(SmallRows.order())), golden.get("outputs")))
                    .as("outputs in %s", precision)
                    .isLessThan(4 * CARRIED * rounding(precision)); // they are a few times larger than 1
        }
    }

    /** The golden's weights; its losses are scaled by 1,024. */
    private static void start(CompiledModel model, Precision precision) {
        SortedMap<String, HostTensor> state = new TreeMap<>(model.state());
        state.putAll(GoldenTest.start(model));
        if (precision.scalesLoss()) {
            state.put("optimizer.loss_scale", HostTensor.floats(new float[] {1024}));
        }
        model.restore(state);
    }

    private static double[] moved(Map<String, HostTensor> from, Map<String, HostTensor> to, String name) {
        float[] before = requireNonNull(from.get(name)).toFloats();
        float[] after = requireNonNull(to.get(name)).toFloats();
        return IntStream.range(0, before.length)
                .mapToDouble(i -> (before[i] - (double) after[i]) / LR)
                .toArray();
    }

    private static double largest(JsonNode numbers) {
        double largest = 0;
        for (JsonNode number : numbers) {
            largest = Math.max(largest, Math.abs(number.doubleValue()));
        }
        return largest;
    }

    @ParameterizedTest
    @EnumSource
    void modelsSideBySideAreThoseAlone(Precision precision) {
        holds(new Mlp(List.of(16, 8), 0.5), precision, SmallRows.of(8));
        holds(CONVOLUTIONS, precision, SmallRows.of(1, 8, 8));
        holds(new TransformerEncoder(TransformerEncoder.VECTORS, 8, 2, 1, 12, 0.1), precision, SmallRows.of(4, 3));
    }

    @ParameterizedTest
    @EnumSource
    void recurrentLayersSideBySideAreThoseAlone(Precision precision) {
        holds(LayerList.of(new Lstm(5, 2, true), Gru.of(3), new Linear(Linear.OUTPUTS)), precision, SmallRows.of(4, 3));
    }

    @ParameterizedTest
    @EnumSource
    void gatheredBatchesSideBySideAreThoseAlone(Precision precision) {
        try (SmallRows rows = SmallRows.of(8)) {
            Steps steps = Steps.plain()
                    .withPrecision(precision)
                    .withBatches(2)
                    .withClipNorm(0.5)
                    .withAverage(0.9);
            WidthContract.holds(new ModelRecipe(MLP, Loss.CROSS_ENTROPY, Sgd.of(0.05), steps, 14), rows);
        }
    }

    private static void holds(Architecture network, Precision precision, SmallRows rows) {
        try (rows) {
            Steps steps = Steps.plain().withPrecision(precision);
            WidthContract.holds(new ModelRecipe(network, Loss.CROSS_ENTROPY, Sgd.of(0.05), steps, 14), rows);
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingAgainGivesTheSameBytes(Precision precision) {
        try (SmallRows rows = SmallRows.of(1, 8, 8)) {
            assertThat(trained(rows, precision)).isEqualTo(trained(rows, precision));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLOAT32")
    void fewerBitsMoveTheWeightsAndRoundOtherwise(Precision precision) {
        try (SmallRows rows = SmallRows.of(1, 8, 8);
                CompiledModel untrained = rows.model(recipe(CONVOLUTIONS, precision), 3)) {
            Map<String, HostTensor> weights = trained(rows, precision);
            assertThat(weights.get("0.weight")).isNotEqualTo(untrained.state().get("0.weight"));
            assertThat(weights.get("7.weight"))
                    .isNotEqualTo(trained(rows, Precision.FLOAT32).get("7.weight"));
        }
    }

    private static Map<String, HostTensor> trained(SmallRows rows, Precision precision) {
        try (CompiledModel model = rows.model(recipe(CONVOLUTIONS, precision), 3)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                model.train(SmallRows.order(), LR, Seed.root(epoch));
            }
            return model.state();
        }
    }

    private static ModelRecipe recipe(Architecture network, Precision precision) {
        return new ModelRecipe(
                network, Loss.CROSS_ENTROPY, Sgd.of(LR), Steps.plain().withPrecision(precision), 16);
    }

    /** Means of three seeds: one run differs from another by half a percent whatever the type. */
    @Test
    void digitsAreToldAsWellFromFewerBits(@TempDir Path directory) throws IOException {
        try (DigitsTable digits = new DigitsTable(directory)) {
            double whole = accuracy(digits, Precision.FLOAT32);
            assertThat(whole).isGreaterThan(0.93);
            assertThat(accuracy(digits, Precision.BFLOAT16)).isCloseTo(whole, within(0.01));
        }
    }

    private static double accuracy(DigitsTable digits, Precision precision) {
        ModelRecipe recipe = new ModelRecipe(
                new Mlp(List.of(64), 0.2),
                Loss.CROSS_ENTROPY,
                Adam.of(3e-3),
                Steps.plain().withPrecision(precision),
                32);
        return IntStream.range(0, 3)
                .mapToDouble(seed -> digits.accuracy(recipe, 8, Seed.root(seed)))
                .average()
                .orElseThrow();
    }

    @Test
    void aNetworkThatIsNotCompiledIsRefused() {
        Steps steps = Steps.plain().withPrecision(Precision.BFLOAT16);
        assertThatThrownBy(() -> new ModelRecipe(DenseBlock.plain(), Loss.CROSS_ENTROPY, Sgd.of(LR), steps, 16))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("training.precision: bfloat16 for")
                .hasMessageContaining("float32 for a network that FoldSync does not compile");
    }
}
