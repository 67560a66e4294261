package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.FeatureType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers against PyTorch: six steps of the bare gradient each, so that values and gradients must be right. */
@Tag("djl")
class LayersGoldenTest {
    static final Architecture CONV_2D = LayerList.of(
            new Conv2d(4, 3, 1, 1, true),
            new Silu(),
            new Conv2d(6, 3, 2, 2, true).withDilation(2).withGroups(2),
            new AdaptiveAvgPool2d(3, 2),
            new Flatten(),
            new Linear(Linear.OUTPUTS));
    static final Architecture CONV_1D = LayerList.of(
            new Conv1d(4, 3, 1, 1, false),
            new BatchNorm1d(),
            new MaxPool1d(3, 2, 1),
            new Silu(),
            new Conv1d(6, 3, 1, 2, true).withDilation(2).withGroups(2),
            new AvgPool1d(2, 1, 1),
            new AdaptiveAvgPool1d(3),
            new Flatten(),
            new Linear(Linear.OUTPUTS));
    static final Architecture TRANSPOSED = LayerList.of(
            new Conv2d(4, 3, 2, 1, true),
            new ConvTranspose2d(6, 3, 2, 1, true).withOutputPadding(1).withGroups(2),
            new Tanh(),
            new ConvTranspose2d(2, 3, 1, 0, false).withDilation(2),
            new MaxPool2d(3, 2, 1),
            new AvgPool2d(2, 2, 1),
            new Flatten(),
            new Linear(Linear.OUTPUTS));
    static final Architecture NORMS = LayerList.of(
            new Conv2d(4, 3, 2, 0, true),
            new GroupNorm(2),
            new Silu(),
            new LayerNorm(3),
            new Conv2d(4, 1, 1, 0, true),
            new LayerNorm(1),
            new Conv2d(4, 1, 1, 0, true),
            new GroupNorm(4),
            new AdaptiveAvgPool2d(),
            new Flatten(),
            new Linear(6),
            new LayerNorm(),
            new Linear(6),
            new GroupNorm(2),
            new Softmax(),
            new Linear(Linear.OUTPUTS));
    static final Architecture BRANCHES = LayerList.of(
            Concat.of(
                    Sequential.of(new Conv2d(2, 3, 1, 1, true), new Silu()),
                    Sequential.of(new MaxPool2d(3, 1, 1)),
                    Sequential.of()),
            new Conv2d(2, 3, 2, 1, true),
            Reshape.to(4, 8),
            new LayerNorm(),
            Concat.of(Sequential.of(new Softmax()), Sequential.of(new AdaptiveAvgPool1d(3))),
            Concat.of(Sequential.of(new Conv1d(2, 3, 1, 1, true)), Sequential.of(new GroupNorm(2)))
                    .withDim(1),
            new AdaptiveAvgPool1d(2),
            new Flatten(),
            Concat.of(Sequential.of(), Sequential.of(new Linear(4), new Tanh())),
            new Linear(Linear.OUTPUTS));

    @Test
    void groupsAndDilationConvolveImagesAsPyTorchDoes() throws IOException {
        agrees("conv2d-groups", CONV_2D, 1, 8, 8);
    }

    @Test
    void linesAreConvolvedAndPooledAsPyTorchDoes() throws IOException {
        agrees("conv1d", CONV_1D, 2, 12);
    }

    @Test
    void transposedConvolutionsAndPaddedPoolsAreAsPyTorchs() throws IOException {
        agrees("conv-transposed", TRANSPOSED, 1, 8, 8);
    }

    @Test
    void normsOfRowsAreAsPyTorchs() throws IOException {
        agrees("norms", NORMS, 1, 7, 7);
    }

    @Test
    void branchesAreJoinedAsPyTorchDoes() throws IOException {
        agrees("branches", BRANCHES, 1, 8, 8);
    }

    private static void agrees(String name, Architecture layers, Integer... shape) throws IOException {
        ModelRecipe recipe = GoldenTest.classifier(layers, Sgd.of(0.3));
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu");
        assertThat(ProgramCompiler.compile(recipe, feed).text())
                .as("derivatives of its own")
                .doesNotContain("torch.grad(");
        GoldenTest.agrees(name, recipe, SmallRows.of(shape));
    }
}
