package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class StepwiseMemoryTest {
    private static final int BATCH = 2000;
    private static final Target TEN = new Target.Classes(
            IntStream.range(0, 10).mapToObj(Integer::toString).toList());

    @BeforeAll
    static void start() {
        Natives.start();
    }

    @Test
    void aBlockOwnsItsParametersTheirMomentsAndACounter() {
        MemoryPlan plan = plan(DenseBlock.plain(), List.of(8), 64);
        int parameters = 8 * 16 + 16 + 16 * 8 + 8 + 8 * 3 + 3;
        assertThat(plan.owned()).isEqualTo(4L * (3 * parameters + 1));
        assertThat(plan.step()).isGreaterThan(4L * parameters);
    }

    @Test
    void aFileOwnsWhatItsArraysTake() throws IOException {
        Path file = Path.of("").toAbsolutePath().resolve("../conf/networks/digits.pt");
        TorchScript script = TorchScript.of("digits.pt", Files.readAllBytes(file));
        MemoryPlan plan = plan(script, List.of(64), 64, 10);
        assertThat(plan.owned()).isBetween(2L * script.bytes().length, 3L * script.bytes().length);
    }

    /** By what glibc has given out: the resident size would not tell, since it keeps what others have freed. */
    @Test
    void whatTrainingABlockTakesIsOfThePlansOrder() throws InterruptedException {
        assumeTrue(Malloc.inUse().isPresent());
        ModelRecipe recipe = recipe(new DenseBlock(Map.of("hidden", "4000")), BATCH);
        int[] order = IntStream.range(0, 3 * BATCH).map(i -> i % SmallRows.N).toArray();
        try (SmallRows rows = SmallRows.of(8)) {
            long planned = MemoryPlan.of(recipe, feed(List.of(8), 3)).bytes(1, 1);
            long before = Malloc.inUse().orElseThrow();
            long peak = peak(() -> {
                try (Model model = rows.stepwise(recipe, 1)) {
                    model.train(order, 1e-3, Seed.root(1));
                }
            });
            assertThat(peak - before).isBetween(planned / 3, planned * 3);
            assertThat(planned).isGreaterThan(2L * 4 * BATCH * 4000); // a hidden signal and its gradient, at the least
        }
    }

    private static long peak(Runnable work) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread training = new Thread(() -> {
            work.run();
            done.set(true);
        });
        training.start();
        long peak = 0;
        while (training.isAlive()) {
            peak = Math.max(peak, Malloc.inUse().orElseThrow());
            Thread.sleep(1);
        }
        assertThat(done).isTrue();
        return peak;
    }

    private static MemoryPlan plan(Network network, List<Integer> shape, int batchRows) {
        return plan(network, shape, batchRows, 3);
    }

    private static MemoryPlan plan(Network network, List<Integer> shape, int batchRows, int classes) {
        return MemoryPlan.of(recipe(network, batchRows), feed(shape, classes));
    }

    private static ModelRecipe recipe(Network network, int batchRows) {
        return new ModelRecipe(network, Loss.CROSS_ENTROPY, Adam.of(1e-3), batchRows);
    }

    private static Feed feed(List<Integer> shape, int classes) {
        return new Feed(shape, FeatureType.FLOAT32, classes == 3 ? SmallRows.CLASSES : TEN, false, false, "cpu");
    }
}
