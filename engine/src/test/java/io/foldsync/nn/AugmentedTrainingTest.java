package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.HostTensor;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that train on changed images: which images they see, and which they do not. */
@Tag("djl")
class AugmentedTrainingTest {
    private static final Augmentation ALL = Augmentation.NONE
            .withHorizontalFlip(0.5)
            .withVerticalFlip(0.3)
            .withRotate90(0.5)
            .withShiftScaleRotate(0.1, 0.1, 15, 0.5)
            .withBrightnessContrast(0.2, 0.2, 0.5)
            .withGamma(0.8, 1.2, 0.5);
    private static final Architecture NETWORK = LayerList.of(
            new Conv2d(3, 3, 1, 1, true), new Relu(), new Dropout(0.3), new Flatten(), new Linear(Linear.OUTPUTS));

    @Test
    void whatNeverHappensLeavesEveryByteAsItWas() {
        Augmentation never = Augmentation.NONE
                .withShiftScaleRotate(0.1, 0.1, 15, 0)
                .withBrightnessContrast(0.2, 0.2, 0)
                .withGamma(0.8, 1.2, 0);
        try (SmallRows rows = SmallRows.of(1, 4, 4)) {
            assertThat(trained(rows, recipe(never))).isEqualTo(trained(rows, recipe(Augmentation.NONE)));
        }
    }

    @Test
    void alwaysMirroredRowsTrainAsMirroredRowsDo() {
        Architecture network =
                LayerList.of(new Conv2d(3, 3, 1, 1, true), new Relu(), new Flatten(), new Linear(Linear.OUTPUTS));
        ModelRecipe plain = new ModelRecipe(network, Loss.CROSS_ENTROPY, Sgd.of(0.1), 14);
        try (SmallRows rows = SmallRows.of(1, 4, 5);
                SmallRows mirrored = SmallRows.mirrored(1, 4, 5)) {
            Map<String, HostTensor> state =
                    trained(rows, plain.withAugmentation(Augmentation.NONE.withHorizontalFlip(1)));
            assertThat(state).isEqualTo(trained(mirrored, plain));
            assertThat(state).isNotEqualTo(trained(rows, plain));
        }
    }

    @Test
    void evaluatedRowsAreNeverChanged() {
        try (SmallRows rows = SmallRows.of(1, 4, 4);
                Model augmented = rows.model(recipe(ALL), 1);
                Model plain = rows.model(recipe(Augmentation.NONE), 2)) {
            augmented.train(SmallRows.order(), 0.1, Seed.root(1));
            plain.restore(augmented.weights());
            assertThat(augmented.outputs(SmallRows.order())).isEqualTo(plain.outputs(SmallRows.order()));
        }
    }

    @Test
    void everyEpochChangesRowsAnewAndEqualSeedsAlike() {
        try (SmallRows rows = SmallRows.of(1, 4, 4)) {
            Map<String, HostTensor> state = trained(rows, recipe(ALL));
            assertThat(state).isEqualTo(trained(rows, recipe(ALL)));
            assertThat(state).isNotEqualTo(trained(rows, recipe(Augmentation.NONE)));
            assertThat(state).isNotEqualTo(trained(rows, recipe(ALL), 5));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void modelsSideBySideSeeWhatTheySeeAlone(Precision precision) {
        Steps steps = Steps.plain().withPrecision(precision);
        try (SmallRows rows = SmallRows.of(2, 4, 4);
                SmallRows bytes = SmallRows.bytes(1, 8, 8)) {
            WidthContract.holds(recipe(ALL).withSteps(steps), rows);
            WidthContract.holds(recipe(ALL.withOneOf(0.7)).withSteps(steps), bytes);
        }
    }

    @Test
    void digitsAreLearnedFromChangedImages(@TempDir Path directory) throws IOException {
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(64), 0.1), Loss.CROSS_ENTROPY, Adam.of(3e-3), 32)
                .withAugmentation(Augmentation.NONE
                        .withShiftScaleRotate(0.06, 0.1, 10, 0.5)
                        .withBrightnessContrast(0.2, 0.2, 0.3)
                        .withGamma(0.8, 1.2, 0.3)
                        .withOneOf(0.3)
                        .withWhite(16));
        try (DigitsTable digits = new DigitsTable(directory)) {
            assertThat(digits.accuracy(recipe, 8, Seed.root(1))).isGreaterThan(0.9);
        }
    }

    @Test
    void aNetworkThatIsNotCompiledIsRefused() {
        assertThatThrownBy(() ->
                        new ModelRecipe(DenseBlock.plain(), Loss.CROSS_ENTROPY, Sgd.of(0.1), 16).withAugmentation(ALL))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("data.augmentation: images changed by chance for dense block");
    }

    private static ModelRecipe recipe(Augmentation augmentation) {
        return new ModelRecipe(NETWORK, Loss.CROSS_ENTROPY, Sgd.of(0.05), 14).withAugmentation(augmentation);
    }

    private static Map<String, HostTensor> trained(SmallRows rows, ModelRecipe recipe) {
        return trained(rows, recipe, 0);
    }

    private static Map<String, HostTensor> trained(SmallRows rows, ModelRecipe recipe, long from) {
        try (Model model = rows.model(recipe, 1)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                model.train(SmallRows.order(), 0.05, Seed.root(from + epoch));
            }
            return model.state();
        }
    }
}
