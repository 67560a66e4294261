package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProgramCompilerTest {
    private static final Mlp MLP = new Mlp(List.of(256, 128), 0.5);

    @Test
    void namesAndShapesAreThoseOfPyTorchsSequential() {
        assertThat(arrays(compile(MLP, 784), Role.PARAMETER))
                .containsExactly(
                        "1.weight [256, 784]",
                        "1.bias [256]",
                        "4.weight [128, 256]",
                        "4.bias [128]",
                        "7.weight [3, 128]",
                        "7.bias [3]");
        assertThat(arrays(compile(MLP, 784), Role.STATE))
                .startsWith("optimizer.exp_avg.1.weight [256, 784]")
                .endsWith("optimizer.step []")
                .hasSize(13);
    }

    @Test
    void theNumbersInNamesDoNotHangOnDropout() {
        assertThat(arrays(compile(new Mlp(List.of(256, 128), 0), 784), Role.PARAMETER))
                .isEqualTo(arrays(compile(MLP, 784), Role.PARAMETER));
    }

    @Test
    void aResNetNamesBodiesAndShortcuts() {
        Program program = compile(ResNet.of(), 1, 28, 28);
        assertThat(arrays(program, Role.PARAMETER))
                .hasSize(2 + 2 + 3 * 8 + 4 + 2)
                .contains(
                        "0.weight [32, 1, 3, 3]",
                        "0.bias [32]",
                        "3.body.0.weight [32, 32, 3, 3]",
                        "5.body.0.weight [64, 32, 3, 3]",
                        "5.shortcut.0.weight [64, 32, 1, 1]",
                        "7.body.4.bias [64]",
                        "11.weight [3, 64]");
        assertThat(arrays(program, Role.BUFFER))
                .hasSize(8 * 3)
                .contains("1.running_mean [32]", "5.shortcut.1.running_var [64]", "7.body.1.num_batches_tracked []");
    }

    @Test
    void equalRecipesGiveEqualTextAlsoAfterTravelling() throws IOException, ClassNotFoundException {
        ModelRecipe recipe = recipe(ResNet.of(), 64);
        assertThat(compiled(travelled(recipe), 1, 28, 28)).isEqualTo(compiled(recipe, 1, 28, 28));
    }

    @Test
    void evaluationDrawsNothingAndChangesNothing() {
        String evaluation = compile(MLP, 784).text().split("def evaluate", -1)[1];
        assertThat(evaluation).doesNotContain("words", "d_x", "_fused_");
        assertThat(compile(MLP, 784).text().split("def evaluate", -1)[0]).contains("words", "d_x", "_fused_adam_");
    }

    @Test
    void aFaultNamesTheLayerWhereItIs() {
        refused(
                () -> compile(LayerList.of(new Relu(), new Conv2d(4, 3, 1, 1, true)), 64),
                "layer 1 Conv2d: rows of shape [64]; expected rows of shape [channels, height, width]. Set data.shape");
        refused(
                () -> compile(LayerList.of(new Linear(3)), 1, 8, 8),
                "layer 0 Linear: rows of shape [1, 8, 8]; expected rows of shape [d]. Put a Flatten layer before it.");
        refused(
                () -> compile(LayerList.of(new Sequential(List.of(new Relu(), new MaxPool2d(9, 9)))), 1, 8, 8),
                "layer 0.1 MaxPool2d: rows of shape [1, 8, 8]");
        refused(
                () -> compile(LayerList.of(Residual.of(new Conv2d(2, 3, 1, 1, true))), 1, 8, 8),
                "layer 0 Residual: a body that leaves shape [2, 8, 8] beside a shortcut that leaves [1, 8, 8]");
        refused(
                () -> compile(LayerList.of(new Linear(7)), 4),
                "network: the last layer leaves shape [7]; expected [3]");
        refused(() -> compile(LayerList.of(new Relu()), 3), "network: a network without parameters");
    }

    @Test
    void layersSayWhichShapesTheyWant() {
        refused(
                () -> compile(LayerList.of(new Conv1d(4, 3, 1, 1, true)), 64),
                "layer 0 Conv1d: rows of shape [64]; expected rows of shape [channels, length]. Set data.shape");
        refused(
                () -> compile(LayerList.of(new AvgPool1d(9, 9, 2)), 2, 4),
                "layer 0 AvgPool1d: rows of shape [2, 4] with padding 2; expected a length of at least 5 for a window of 9.");
        refused(
                () -> compile(LayerList.of(new Conv2d(4, 3, 1, 0, true).withDilation(4)), 1, 8, 8),
                "layer 0 Conv2d: rows of shape [1, 8, 8] with padding 0; expected height and width of at least 9");
        refused(
                () -> compile(LayerList.of(new Conv2d(4, 3, 1, 0, true).withGroups(2)), 3, 8, 8),
                "layer 0 Conv2d: rows of shape [3, 8, 8] for 2 groups; expected channels that 2 divides.");
        refused(
                () -> compile(LayerList.of(new ConvTranspose2d(4, 3, 1, 2, true)), 1, 1, 1),
                "layer 0 ConvTranspose2d: rows of shape [1, 1, 1] with padding 2, which leave nothing; expected less");
        refused(
                () -> compile(LayerList.of(new GroupNorm(2)), 3),
                "layer 0 GroupNorm: rows of shape [3] for 2 groups; expected channels that 2 divides.");
        refused(
                () -> compile(LayerList.of(new LayerNorm(2)), 8),
                "layer 0 LayerNorm: rows of shape [8]; expected at least 2 dimensions.");
        refused(
                () -> compile(LayerList.of(Reshape.to(3, 3)), 8),
                "layer 0 Reshape: rows of shape [8], 8 numbers, for the shape [3, 3], 9; expected as many");
    }

    @Test
    void branchesMustAgreeButForOneDimension() {
        Sequential none = Sequential.of();
        refused(
                () -> compile(LayerList.of(Concat.of(none, Sequential.of(new MaxPool2d(2, 2)))), 1, 8, 8),
                "layer 0 Concat: branches that leave shapes [[1, 8, 8], [1, 4, 4]]; expected shapes that differ in"
                        + " dimension 1 alone.");
        refused(
                () -> compile(LayerList.of(Concat.of(none, Sequential.of(new Flatten()))), 1, 8, 8),
                "layer 0 Concat: branches that leave shapes [[1, 8, 8], [64]]");
        refused(
                () -> compile(LayerList.of(Concat.of(none, none).withDim(2)), 8),
                "layer 0 Concat: a branch that leaves shape [8] for dim 2; expected a dim of 1 to 1.");
        refused(
                () -> compile(LayerList.of(Concat.of(none, Sequential.of(new Conv2d(1, 9, 1, 0, true)))), 1, 8, 8),
                "layer 0.branches.1.0 Conv2d: rows of shape [1, 8, 8]");
        assertThat(arrays(
                        compile(
                                LayerList.of(
                                        Concat.of(none, Sequential.of(new Relu(), new Linear(4))),
                                        new Linear(Linear.OUTPUTS)),
                                8),
                        Role.PARAMETER))
                .containsExactly(
                        "0.branches.1.1.weight [4, 8]", "0.branches.1.1.bias [4]", "1.weight [3, 12]", "1.bias [3]");
    }

    @Test
    void flatRowsForAResNetAreTurnedDownWithTheShapeTheyCouldHave() {
        refused(() -> compile(ResNet.of(), 64), "Set data.shape to [1, 8, 8] if each row is a square image.");
        refused(() -> compile(ResNet.of(), 65), "Set data.shape to [channels, height, width], or choose mlp.");
    }

    @Test
    void lossAndTargetMustFit() {
        ModelRecipe squared = new ModelRecipe(MLP, Loss.MEAN_SQUARED_ERROR, Sgd.of(0.1), 8);
        assertThatThrownBy(() -> compiled(squared, 4))
                .hasMessageContaining("training.loss: mse for a label of classes");
    }

    @Test
    void batchNormNeedsTwoRowsABatch() {
        assertThatThrownBy(() -> compiled(recipe(ResNet.of(), 1), 1, 8, 8)).hasMessageContaining("batches of 1 row");
    }

    @Test
    void numbersOutOfRangeAreFaultsOfTheConfiguration() {
        List<ThrowingCallable> wrong = List.of(
                () -> new Linear(0),
                () -> new Conv2d(1, 0, 1, 0, true),
                () -> new Conv2d(1, 1, 1, -1, true),
                () -> new Conv2d(4, 1, 1, 0, true).withDilation(0),
                () -> new Conv1d(4, 1, 1, 0, true).withGroups(3),
                () -> new ConvTranspose2d(4, 3, 2, 1, true).withOutputPadding(2),
                () -> new ConvTranspose2d(4, 3, 1, 0, true).withOutputPadding(-1),
                () -> new MaxPool2d(3, 1, 2),
                () -> new AvgPool1d(3, 0),
                () -> new AdaptiveAvgPool2d(0, 1),
                () -> new AdaptiveAvgPool1d(0),
                () -> new LayerNorm(0),
                () -> new GroupNorm(0),
                () -> Reshape.to(),
                () -> Reshape.to(4, 0),
                () -> Concat.of(Sequential.of()),
                () -> new Dropout(1),
                () -> new Dropout(Double.NaN),
                () -> new Mlp(List.of(0), 0),
                () -> Adam.of(-1),
                () -> Sgd.of(0.1).withMomentum(1),
                () -> AdamW.of(Double.POSITIVE_INFINITY),
                () -> recipe(MLP, 0));
        assertThat(wrong).allSatisfy(code -> assertThatThrownBy(code)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.CONFIG_OUT_OF_RANGE)));
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.NETWORK_SHAPE));
    }

    private static List<String> arrays(Program program, Role role) {
        return program.arrays().stream()
                .filter(spec -> spec.role() == role)
                .map(spec -> spec.name() + " " + spec.shape())
                .toList();
    }

    private static Program compile(Architecture architecture, Integer... shape) {
        return compiled(recipe(architecture, 64), shape);
    }

    private static Program compiled(ModelRecipe recipe, Integer... shape) {
        Target target = new Target.Classes(List.of("a", "b", "c"));
        return ProgramCompiler.compile(
                recipe, new Feed(List.of(shape), FeatureType.FLOAT32, target, false, false, "cpu"));
    }

    private static ModelRecipe recipe(Architecture architecture, int batchRows) {
        return new ModelRecipe(architecture, Loss.CROSS_ENTROPY, Adam.of(1e-3), batchRows);
    }

    private static ModelRecipe travelled(ModelRecipe recipe) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(recipe);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ModelRecipe) in.readObject();
        }
    }
}
