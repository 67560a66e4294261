package io.foldsync.nn;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link WidthContract} for optimizers and what is around them. */
@Tag("djl")
class StepsWidthTest {
    private static final Architecture NETWORK =
            LayerList.of(new Linear(6), new BatchNorm1d(), new Dropout(0.3), new Tanh(), new Linear(Linear.OUTPUTS));
    /** A bias before a norm has a gradient that is 0 but for rounding, of which some optimizers make full steps. */
    private static final Architecture WITHOUT_NORM =
            LayerList.of(new Linear(6), new Dropout(0.3), new Tanh(), new Linear(Linear.OUTPUTS));

    private static final Steps PLAIN = Steps.plain();

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(0.05, 0.9, true, 1e-2),
                RmsProp.of(1e-3).withWeightDecay(1e-2),
                RmsProp.of(1e-3).withEps(1e-4).withMomentum(0.8).withCentered(true),
                Adagrad.of(1e-2),
                Adagrad.of(1e-2).withLrDecay(0.01),
                Lion.of(1e-3).withWeightDecay(0.1),
                AdamW.of(1e-3).withEps(1e-4));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizer(Optimizer optimizer) {
        holds(WITHOUT_NORM, optimizer, PLAIN);
    }

    static Stream<Steps> steps() {
        return Stream.of(
                PLAIN.withBatches(2),
                PLAIN.withBatches(3).withClipNorm(0.1),
                PLAIN.withClipNorm(0.1),
                PLAIN.withClipValue(0.02),
                PLAIN.withDecayNormAndBias(false),
                PLAIN.withAverage(0.9),
                PLAIN.withAverage(0.9)
                        .withBatches(2)
                        .withClipNorm(0.2)
                        .withClipValue(0.1)
                        .withDecayNormAndBias(false));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyWayToStep(Steps steps) {
        holds(NETWORK, new Sgd(0.05, 0.9, 0.1), steps);
        holds(NETWORK, AdamW.of(1e-3).withEps(1e-3).withWeightDecay(0.5), steps);
    }

    @Test
    void gatheredBatchesOfWeightedRowsAndClasses() {
        try (SmallRows rows = SmallRows.of(SmallRows.CLASSES, true, 8)) {
            Loss loss = new CrossEntropyLoss(List.of(0.5, 1.0, 2.0), 0.1);
            WidthContract.holds(new ModelRecipe(NETWORK, loss, Sgd.of(0.05), PLAIN.withBatches(2), 14), rows);
        }
    }

    @Test
    void modelsWithLearningRatesAndDecaysOfTheirOwn() {
        List<ModelRecipe> recipes = Stream.of(0.1, 0.2, 0.3, 0.4, 0.5)
                .map(x -> new ModelRecipe(
                        WITHOUT_NORM,
                        Loss.CROSS_ENTROPY,
                        Lion.of(0.001 * x).withWeightDecay(x),
                        PLAIN.withDecayNormAndBias(false),
                        14))
                .toList();
        try (SmallRows rows = SmallRows.of(8)) {
            WidthContract.holds(recipes, rows);
        }
    }

    private static void holds(Architecture network, Optimizer optimizer, Steps steps) {
        try (SmallRows rows = SmallRows.of(8)) {
            WidthContract.holds(new ModelRecipe(network, Loss.CROSS_ENTROPY, optimizer, steps, 14), rows);
        }
    }
}
