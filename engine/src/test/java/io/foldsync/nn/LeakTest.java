package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class LeakTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int CALLS = 100;

    @Test
    void aHundredCallsLeaveTheResidentSizeWhereItWas() throws IOException {
        assumeThat(STATUS).exists();
        // Each call takes in 400 kB of row numbers and gives out 400 kB of outputs: 40 MB if either stayed.
        int[] order = IntStream.range(0, 100_000).map(i -> i % SmallRows.N).toArray();
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(4), 0.5), Loss.MEAN_SQUARED_ERROR, Adam.of(1e-3), 5000);
        try (SmallRows rows = SmallRows.of(SmallRows.NUMBERS, false, 4);
                Model model = rows.model(recipe, 1)) {
            assertThat(growth(model, order, CALLS)).isLessThan(20);
        }
    }

    @Test
    void norDoStepsOfANetworkThatIsNotCompiled() throws IOException {
        assumeThat(STATUS).exists();
        // A hidden signal of 5000 rows is 320 kB: 10 calls of 20 steps would leave 64 MB of any one.
        int[] order = IntStream.range(0, 100_000).map(i -> i % SmallRows.N).toArray();
        ModelRecipe recipe = new ModelRecipe(new DenseBlock(Map.of()), Loss.CROSS_ENTROPY, Adam.of(1e-3), 5000);
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.stepwise(recipe, 1)) {
            assertThat(growth(model, order, CALLS / 10)).isLessThan(20);
        }
    }

    /** By what malloc has given out, which tells of the smallest handle that is not let go of. */
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

    /** The least growth in three rounds: the Java heap grows too, but not by as much in each. */
    private static long growth(Model model, int[] order, int calls) throws IOException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = residentMebibytes();
            work(model, order, calls);
            least = Math.min(least, residentMebibytes() - before);
        }
        return least;
    }

    private static void work(Model model, int[] order, int calls) {
        for (int call = 0; call < calls; call++) {
            model.train(order, 1e-3, Seed.root(call));
            model.outputs(order);
        }
    }

    private static long residentMebibytes() throws IOException {
        System.gc(); // row numbers pass through direct buffers
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
