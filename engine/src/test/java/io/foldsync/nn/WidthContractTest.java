package io.foldsync.nn;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link WidthContract} for the layers, losses and optimizers there are. */
@Tag("djl")
class WidthContractTest {
    private static final int BATCH_ROWS = 14;

    @Test
    void anMlpWithDropout() {
        for (Optimizer optimizer : List.of(Adam.of(1e-3), AdamW.of(1e-3), new Sgd(0.05, 0.9, 1e-3), Sgd.of(0.1))) {
            holds(new Mlp(List.of(16, 8), 0.5), optimizer, SmallRows.of(8));
        }
    }

    @Test
    void modelsOfDifferentNumbers() {
        List<ModelRecipe> recipes = Stream.of(0.1, 0.2, 0.3, 0.4, 0.5)
                .map(x -> new ModelRecipe(
                        new Mlp(List.of(16), x),
                        Loss.CROSS_ENTROPY,
                        AdamW.of(0.01 * x).withWeightDecay(x / 10),
                        BATCH_ROWS))
                .toList();
        try (SmallRows rows = SmallRows.of(8)) {
            WidthContract.holds(recipes, rows);
        }
    }

    @Test
    void weightedRowsAndNumbers() {
        holds(new Mlp(List.of(16), 0.2), Adam.of(1e-3), SmallRows.of(SmallRows.CLASSES, true, 8));
        try (SmallRows rows = SmallRows.of(SmallRows.NUMBERS, true, 8)) {
            WidthContract.holds(
                    new ModelRecipe(new Mlp(List.of(16), 0.2), Loss.MEAN_SQUARED_ERROR, Adam.of(1e-3), BATCH_ROWS),
                    rows);
        }
    }

    @Test
    void normalisedBytes() {
        holds(new Mlp(List.of(16), 0.2), Sgd.of(0.05), SmallRows.bytes(8));
    }

    @Test
    void aResNet() {
        holds(new ResNet(2), Sgd.of(0.01), SmallRows.of(1, 8, 8));
    }

    @Test
    void layersOfImages() {
        holds(
                LayerList.of(
                        new Conv2d(3, 3, 1, 1, false),
                        new Gelu(),
                        new Dropout(0.3),
                        new MaxPool2d(2, 2),
                        new Conv2d(4, 2, 1, 0, true),
                        new Tanh(),
                        new AvgPool2d(2, 1),
                        new Flatten(),
                        new Linear(6),
                        new BatchNorm1d(),
                        new Sigmoid(),
                        new Linear(Linear.OUTPUTS)),
                Sgd.of(0.05),
                SmallRows.of(1, 8, 8));
    }

    @Test
    void convolutionsAndPoolsOfEveryKind() {
        holds(LayersGoldenTest.CONV_2D, Sgd.of(0.05), SmallRows.of(1, 8, 8));
        holds(LayersGoldenTest.CONV_1D, Sgd.of(0.05), SmallRows.of(2, 12));
        holds(LayersGoldenTest.TRANSPOSED, Sgd.of(0.05), SmallRows.of(1, 8, 8));
    }

    @Test
    void normsOfRows() {
        holds(LayersGoldenTest.NORMS, Sgd.of(0.05), SmallRows.of(1, 7, 7));
        holds(
                LayerList.of(
                        new Dropout(0.2),
                        new LayerNorm(1),
                        new GroupNorm(3),
                        new LayerNorm(2),
                        new Flatten(),
                        new Linear(Linear.OUTPUTS)),
                Sgd.of(0.05),
                SmallRows.of(3, 5));
    }

    @Test
    void branchesAndShapes() {
        holds(LayersGoldenTest.BRANCHES, Sgd.of(0.05), SmallRows.of(1, 8, 8));
        holds(
                LayerList.of(
                        Reshape.to(2, 3, 4),
                        Concat.of(Sequential.of(), Sequential.of(new Dropout(0.3), new Gelu()))
                                .withDim(3),
                        new Conv2d(3, 1, 1, 0, true),
                        Reshape.to(72),
                        new Linear(Linear.OUTPUTS)),
                Sgd.of(0.05),
                SmallRows.of(4, 6));
    }

    @Test
    void aTransformerWithDropout() {
        holds(new TransformerEncoder(TransformerEncoder.VECTORS, 8, 2, 2, 12, 0.1), Sgd.of(0.05), SmallRows.of(4, 3));
        holds(new TransformerEncoder(12, 6, 3, 1, 8, 0.2), Sgd.of(0.05), SmallRows.tokens(12, 5));
    }

    @Test
    void learnedPositions() {
        Architecture network =
                LayerList.of(new PositionalEmbedding(), new MeanOverPositions(), new Linear(Linear.OUTPUTS));
        holds(network, Sgd.of(0.05), SmallRows.of(4, 3));
    }

    @Test
    void recurrentLayers() {
        Architecture network = LayerList.of(
                new Lstm(5, 2, true), new Dropout(0.2), new Gru(4, 1, true), Gru.of(3), new Linear(Linear.OUTPUTS));
        holds(network, Sgd.of(0.05), SmallRows.of(4, 3));
    }

    @Test
    void aLayerThatKnowsNothingOfWidth() {
        holds(LayerList.of(new Linear(6), new Doubled(), new Linear(Linear.OUTPUTS)), Sgd.of(0.05), SmallRows.of(8));
        holds(
                LayerList.of(new Doubled(), new Flatten(), new Linear(Linear.OUTPUTS)),
                Sgd.of(0.05),
                SmallRows.of(1, 4, 4));
    }

    /** {@code y = (2 + a) x + mask}, with a learned number, a counter of batches and a mask: everything a layer may ask for. */
    private record Doubled() implements Layer {

        @Override
        public Signal emit(Emitter to, Signal x) {
            String a = to.parameter("a", List.of(1), Initial.constant(0));
            String calls = to.buffer("calls", List.of(1), 0);
            Signal y = to.signal(x.shape(), "torch.mul(" + x + ", torch.add(" + a + ", 2))");
            if (!to.training()) {
                return y;
            }
            to.line("torch.add_(" + calls + ", 1)");
            return to.signal(x.shape(), "torch.mul(" + y + ", " + to.mask("", x.shape(), 0.25) + ")");
        }
    }

    private static void holds(Architecture architecture, Optimizer optimizer, SmallRows rows) {
        try (rows) {
            WidthContract.holds(new ModelRecipe(architecture, Loss.CROSS_ENTROPY, optimizer, BATCH_ROWS), rows);
        }
    }
}
