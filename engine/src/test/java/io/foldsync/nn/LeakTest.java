package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class LeakTest {
    private static final int CALLS = 100;

    @Test
    void aHundredCallsLeaveNothing() {
        assumeThat(Malloc.inUse()).isPresent();
        // Each call takes in 400 kB of row numbers and gives out 400 kB of outputs: 40 MB if either stayed.
        int[] order = IntStream.range(0, 100_000).map(i -> i % SmallRows.N).toArray();
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(4), 0.5), Loss.MEAN_SQUARED_ERROR, Adam.of(1e-3), 5000);
        try (SmallRows rows = SmallRows.of(SmallRows.NUMBERS, false, 4);
                Model model = rows.model(recipe, 1)) {
            assertThat(growth(model, order, CALLS)).isLessThan(20);
        }
    }

    @Test
    void norDoStepsOfANetworkThatIsNotCompiled() {
        assumeThat(Malloc.inUse()).isPresent();
        // A hidden signal of 5000 rows is 320 kB: 10 calls of 20 steps would leave 64 MB of any one.
        int[] order = IntStream.range(0, 100_000).map(i -> i % SmallRows.N).toArray();
        ModelRecipe recipe = new ModelRecipe(new DenseBlock(Map.of()), Loss.CROSS_ENTROPY, Adam.of(1e-3), 5000);
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.stepwise(recipe, 1)) {
            assertThat(growth(model, order, CALLS / 10)).isLessThan(20);
        }
    }

    @Test
    void norDoModelsSideBySideNorTeamsThatAreMadeAnew() {
        assumeThat(Malloc.inUse()).isPresent();
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(8), 0.5), Loss.CROSS_ENTROPY, Adam.of(1e-3), 16);
        try (SmallRows rows = SmallRows.of(8);
                Model first = rows.model(recipe, 1);
                Model second = rows.model(recipe, 2)) {
            List<Model> models = List.of(first, second);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 4; round++) {
                long before = Malloc.inUse().orElseThrow();
                for (int team = 0; team < 10; team++) {
                    together(models);
                }
                least = Math.min(least, Malloc.inUse().orElseThrow() - before);
            }
            assertThat(least).isLessThan(200_000); // 20 kB a team; its program and arrays are more
        }
    }

    private static void together(List<Model> models) {
        List<int[]> orders = List.of(SmallRows.order(), SmallRows.order());
        try (JointModels joint = JointModels.of(models)) {
            for (int epoch = 0; epoch < 10; epoch++) {
                joint.train(orders, new double[] {1e-3, 1e-3}, List.of(Seed.root(epoch), Seed.root(epoch + 1)));
            }
        }
    }

    /** MB that malloc has given out more after a round of calls, the lesser of two rounds after a first. */
    private static double growth(Model model, int[] order, int calls) {
        work(model, order, calls);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 2; round++) {
            long before = inUse();
            work(model, order, calls);
            least = Math.min(least, inUse() - before);
        }
        return least * 1e-6;
    }

    private static void work(Model model, int[] order, int calls) {
        for (int call = 0; call < calls; call++) {
            model.train(order, 1e-3, Seed.root(call));
            model.outputs(order);
        }
    }

    /**
     * Not the resident size: freed memory stays with the process, and what leaks would take it first, unseen. Row numbers pass
     * through direct buffers, which Java lets go of some time after its collector has run.
     */
    private static long inUse() {
        long before;
        long now = Long.MAX_VALUE;
        do {
            before = now;
            System.gc();
            pause();
            now = Malloc.inUse().orElseThrow();
        } while (now < before);
        return now;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
