package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class EmbeddingTest {
    private static final int WRONG_ROW = 2;
    private static final ModelRecipe RECIPE = new ModelRecipe(
            LayerList.of(new Embedding(4, 2), new Flatten(), new Linear(Linear.OUTPUTS)),
            Loss.CROSS_ENTROPY,
            Sgd.of(0.1),
            16);

    @Test
    void whatIsNoTokenStopsTrainingAndScoring() {
        for (float wrong : new float[] {4, -1, 0.5f, 3.5f, 1e30f, Float.NaN, Float.POSITIVE_INFINITY}) {
            try (SmallRows rows = with(wrong);
                    Model model = rows.model(RECIPE, 0)) {
                refused(() -> model.train(SmallRows.order(), 0.1, Seed.root(0)), "train");
                refused(() -> model.outputs(SmallRows.order()), "evaluate");
            }
        }
    }

    @Test
    void noModelReadsAnothersTokens() {
        int[] without = SmallRows.order();
        without[WRONG_ROW] = 0;
        noModelReads(4, List.of(SmallRows.order(), without)); // the second model's first
        noModelReads(-1, List.of(without, SmallRows.order())); // the first model's last
        noModelReads(0.5f, List.of(without, SmallRows.order()));
    }

    private static void noModelReads(float wrong, List<int[]> orders) {
        try (SmallRows rows = with(wrong);
                Model one = rows.model(RECIPE, 0);
                Model two = rows.model(RECIPE, 1);
                JointModels joint = JointModels.of(List.of(one, two))) {
            List<Seed> seeds = List.of(Seed.root(0), Seed.root(1));
            refused(() -> joint.train(orders, new double[] {0.1, 0.1}, seeds), "train");
        }
    }

    @Test
    void tokensWithinTheVocabularyTrain() {
        try (SmallRows rows = with(3);
                Model model = rows.model(RECIPE, 0)) {
            assertThat(model.train(SmallRows.order(), 0.1, Seed.root(0)).weight())
                    .isEqualTo(SmallRows.N);
        }
    }

    private static SmallRows with(float token) {
        float[] tokens = new float[3 * SmallRows.N];
        tokens[3 * WRONG_ROW + 1] = token;
        return SmallRows.tokens(tokens);
    }

    private static void refused(ThrowingCallable code, String where) {
        assertThatThrownBy(code)
                .hasMessageStartingWith(where + ": a feature that is no token of the embedding's vocabulary; expected")
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.DATA_VALUE));
    }
}
