package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.core.Linear;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that are blocks of DJL's. */
@Tag("djl")
class BlockRecipeTest {

    private static ModelRecipe recipe(BlockRecipe block) {
        return new ModelRecipe(block, Loss.CROSS_ENTROPY, Adam.of(1e-2), 16);
    }

    @Test
    void twentyStepsAreThoseOfTheCompiledNetwork() {
        StepwiseContract.trainsAsCompiled(
                recipe(DenseBlock.plain()),
                new ModelRecipe(StepwiseContract.COMPILED, Loss.CROSS_ENTROPY, Adam.of(1e-2), 16),
                Map.of(
                        "01Linear_weight", "0.weight",
                        "01Linear_bias", "0.bias",
                        "03Linear_weight", "2.weight",
                        "03Linear_bias", "2.bias",
                        "05Linear_weight", "4.weight",
                        "05Linear_bias", "4.bias"),
                SmallRows.of(8));
    }

    @Test
    void twoRunsWithDropoutAreIdenticalBesideOthers() throws Exception {
        StepwiseContract.twoRunsAreIdentical(recipe(new DenseBlock(Map.of())), SmallRows.of(8));
    }

    @Test
    void aRunGoesOnFromAState() {
        StepwiseContract.goesOnFromAState(recipe(new DenseBlock(Map.of())), SmallRows.of(8));
    }

    @Test
    void firstWeightsFollowFromTheSeedAndTheKindOfParameter() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.stepwise(recipe(new DenseBlock(Map.of())), 1);
                Model same = rows.stepwise(recipe(new DenseBlock(Map.of())), 1);
                Model other = rows.stepwise(recipe(new DenseBlock(Map.of())), 2)) {
            SortedMap<String, HostTensor> first = model.weights();
            assertThat(same.weights()).isEqualTo(first);
            assertThat(other.weights()).isNotEqualTo(first);
            float bound = (float) (1 / Math.sqrt(8));
            for (float value : requireNonNull(first.get("01Linear_weight")).toFloats()) {
                assertThat(value).isBetween(-bound, bound).isNotZero();
            }
            assertThat(requireNonNull(first.get("01Linear_bias")).toFloats()).containsOnly(0);
            assertThat(requireNonNull(first.get("02BatchNorm_gamma")).toFloats())
                    .containsOnly(1);
            assertThat(requireNonNull(first.get("02BatchNorm_runningVar")).toFloats())
                    .containsOnly(1);
            model.train(SmallRows.order(), 1e-2, Seed.root(1));
            assertThat(model.weights().get("02BatchNorm_runningMean"))
                    .isNotEqualTo(first.get("02BatchNorm_runningMean"));
        }
    }

    @Test
    void aBlockThatDoesNotFitOrLearnsNothingIsTurnedDown() {
        BlockRecipe nothing = new Made(new LambdaBlock(x -> new NDList(x.head())));
        BlockRecipe narrow = new Made(Linear.builder().setUnits(2).build());
        try (SmallRows rows = SmallRows.of(8)) {
            assertThatThrownBy(() -> rows.stepwise(recipe(nothing), 1))
                    .hasMessageStartingWith("made block: a block without parameters that learn");
            assertThatThrownBy(() -> rows.stepwise(recipe(narrow), 1))
                    .hasMessageStartingWith("made block: outputs float32(2, 2) for 2 rows;");
        }
    }

    private record Made(Block block) implements BlockRecipe {
        @Override
        public String describe() {
            return "made block";
        }

        @Override
        public Block block(List<Integer> shape, int outputs) {
            return block;
        }
    }
}
