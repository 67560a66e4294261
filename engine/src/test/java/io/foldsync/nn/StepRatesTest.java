package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A learning rate that changes within a pass, in programs of every kind. */
@Tag("djl")
class StepRatesTest {
    private static final int BATCH_ROWS = 3;
    private static final int BATCHES = 22; // of 64 rows, in two native calls

    @Test
    void aPassWithFallingRatesIsItsStepsOneByOneAtThoseRates() {
        agrees(recipe(new Mlp(List.of(8), 0), Adam.of(1), Steps.plain()), 1);
        agrees(recipe(new Mlp(List.of(8), 0), RmsProp.of(1), Steps.plain()), 1);
    }

    @Test
    void batchesThatMakeOneStepHaveOneRate() {
        agrees(recipe(new Mlp(List.of(8), 0), Sgd.of(1), Steps.plain().withBatches(4)), 4);
    }

    private static double falling(double done) {
        return 0.02 * (1 - done);
    }

    /** @param together batches of one step */
    private static void agrees(ModelRecipe recipe, int together) {
        try (SmallRows rows = SmallRows.of(8);
                Model atOnce = rows.model(recipe, 1);
                Model byStep = rows.model(recipe, 1)) {
            train(atOnce, SmallRows.order(), StepRatesTest::falling);
            int steps = (BATCHES + together - 1) / together;
            for (int step = 0; step < steps; step++) {
                double lr = falling((double) step / steps);
                byStep.train(batches(step * together, together), lr, Seed.root(0));
            }
            assertThat(atOnce.state()).isEqualTo(byStep.state());
        }
    }

    @Test
    void modelsSideBySideHaveRatesOfTheirOwn() {
        ModelRecipe recipe = recipe(new Mlp(List.of(8), 0), Adam.of(1), Steps.plain());
        DoubleUnaryOperator rising = done -> 0.01 * done;
        List<DoubleUnaryOperator> rates = List.of(StepRatesTest::falling, rising, done -> 0.005);
        try (SmallRows rows = SmallRows.of(8);
                Model first = rows.model(recipe, 1);
                Model second = rows.model(recipe, 1);
                Model third = rows.model(recipe, 1);
                Model alone = rows.model(recipe, 1);
                JointModels joint = JointModels.of(List.of(first, second, third))) {
            List<int[]> orders = List.of(SmallRows.order(), SmallRows.order(), SmallRows.order());
            JointPass pass = joint.begin(orders, rates, List.of(Seed.root(0), Seed.root(0), Seed.root(0)));
            while (!pass.done()) {
                pass.advance();
            }
            train(alone, SmallRows.order(), rising);
            alike(second, alone, 1e-5f);
            assertThat(second.weights()).isNotEqualTo(first.weights());
        }
    }

    @Test
    void aNetworkThatIsNotCompiledFollowsTheSameRates() {
        ModelRecipe block = recipe(DenseBlock.plain(), Adam.of(1), Steps.plain());
        try (SmallRows rows = SmallRows.of(8);
                Model atOnce = rows.stepwise(block, 1);
                Model byStep = rows.stepwise(block, 1)) {
            train(atOnce, SmallRows.order(), StepRatesTest::falling);
            // 64 rows in threes leave one, which joins the batch before
            for (int step = 0; step < BATCHES - 1; step++) {
                int rowsThen = step == BATCHES - 2 ? 4 : BATCH_ROWS;
                int[] batch = Arrays.copyOfRange(SmallRows.order(), step * BATCH_ROWS, step * BATCH_ROWS + rowsThen);
                byStep.train(batch, falling((double) step / (BATCHES - 1)), Seed.root(0));
            }
            alike(atOnce, byStep, 1e-6f);
        }
    }

    private static void alike(Model found, Model expected, float error) {
        SortedMap<String, float[]> theirs = new TreeMap<>();
        expected.weights().forEach((name, value) -> theirs.put(name, value.toFloats()));
        found.weights().forEach((name, value) -> assertThat(value.toFloats())
                .as(name)
                .containsExactly(theirs.getOrDefault(name, new float[0]), within(error)));
    }

    private static void train(Model model, int[] order, DoubleUnaryOperator lr) {
        TrainingPass pass = model.begin(order, lr, Seed.root(0));
        while (!pass.done()) {
            pass.advance();
        }
    }

    private static int[] batches(int from, int count) {
        return Arrays.copyOfRange(
                SmallRows.order(), from * BATCH_ROWS, Math.min(SmallRows.N, (from + count) * BATCH_ROWS));
    }

    private static ModelRecipe recipe(Network network, Optimizer optimizer, Steps steps) {
        return new ModelRecipe(network, Loss.CROSS_ENTROPY, optimizer, steps, BATCH_ROWS);
    }
}
