package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.FeatureType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers of sequences against PyTorch: six steps of the bare gradient each, so that values and gradients must be right. */
@Tag("djl")
class SequencesGoldenTest {

    @Test
    void tokensAndLearnedPositionsAreAsPyTorchs() throws IOException {
        Architecture layers = LayerList.of(
                new Embedding(12, 5),
                new PositionalEmbedding(),
                new Tanh(),
                new MeanOverPositions(),
                new Linear(Linear.OUTPUTS));
        derivesItself(layers, 6);
        GoldenTest.agrees("tokens", recipe(layers), SmallRows.tokens(12, 6));
    }

    @Test
    void attentionIsAsPyTorchs() throws IOException {
        Architecture layers = LayerList.of(
                new MultiheadSelfAttention(2, 0),
                new PositionalEncoding(),
                new MultiheadSelfAttention(3, 0),
                new Linear(5),
                new PositionalEncoding(),
                new MeanOverPositions(),
                new Linear(Linear.OUTPUTS));
        derivesItself(layers, 5, 6);
        GoldenTest.agrees("attention", recipe(layers), SmallRows.of(5, 6));
    }

    @Test
    void aTransformerIsPyTorchsWithTheNormFirst() throws IOException {
        Architecture transformer = new TransformerEncoder(TransformerEncoder.VECTORS, 8, 2, 2, 12, 0);
        derivesItself(transformer, 4, 3);
        GoldenTest.agrees("transformer", recipe(transformer), SmallRows.of(4, 3));
    }

    @Test
    void lstmIsPyTorchs() throws IOException {
        Architecture layers = LayerList.of(new Lstm(5, 2, true), Lstm.of(3), new Linear(Linear.OUTPUTS));
        GoldenTest.agrees("lstm", recipe(layers), SmallRows.of(6, 4));
    }

    @Test
    void gruIsPyTorchs() throws IOException {
        Architecture layers = LayerList.of(new Gru(5, 2, true), Gru.of(3), new Linear(Linear.OUTPUTS));
        GoldenTest.agrees("gru", recipe(layers), SmallRows.of(6, 4));
    }

    private static void derivesItself(Architecture layers, Integer... shape) {
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu");
        assertThat(ProgramCompiler.compile(recipe(layers), feed).text()).doesNotContain("torch.grad(");
    }

    private static ModelRecipe recipe(Architecture layers) {
        return GoldenTest.classifier(layers, Sgd.of(0.3));
    }
}
