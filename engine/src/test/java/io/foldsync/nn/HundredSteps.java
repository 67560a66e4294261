package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A hundred steps from fixed weights on fixed batches, against PyTorch: the loss of each, the weights after the first, which
 * tell the gradient, and after the last. How the files were made is told beside them.
 */
final class HundredSteps {
    static final int BATCH_ROWS = 16;
    static final Architecture NETWORK = LayerList.of(new Linear(6), new Tanh(), new Linear(Linear.OUTPUTS));
    private static final double TOLERANCE = 1e-6;
    /** Two roundings of a weight below 1; at a learning rate of 0.1 the gradient agrees to 1e-6 then. */
    private static final double AFTER_ONE_STEP = 1.2e-7;

    private static final int STEPS = 100;

    private final String name;
    private final JsonNode golden;

    private HundredSteps(String name) throws IOException {
        this.name = name;
        this.golden = GoldenTest.golden(name);
    }

    /** That a pass over one batch is a step of PyTorch's. */
    static void agree(String name, ModelRecipe recipe, SmallRows rows) throws IOException {
        agree(name, recipe, rows, List.of(1));
    }

    /** @param passes batches of the passes, over and over; each pass must be one step */
    static void agree(String name, ModelRecipe recipe, SmallRows rows, List<Integer> passes) throws IOException {
        HundredSteps steps = new HundredSteps(name);
        try (rows;
                CompiledModel model = rows.model(recipe, 0)) {
            steps.agree(model, recipe.optimizer().lr(), passes);
        }
    }

    private void agree(CompiledModel model, double lr, List<Integer> passes) {
        model.restore(GoldenTest.start(model));
        double[] losses = new double[STEPS];
        int batch = 0;
        for (int step = 0; step < STEPS; step++) {
            int batches = passes.get(step % passes.size());
            int[] order = IntStream.range(batch, batch + batches)
                    .flatMap(i -> Arrays.stream(GoldenTest.batch(i)))
                    .toArray();
            batch += batches;
            TrainTally tally = model.train(order, lr, Seed.root(step));
            losses[step] = tally.lossSum() / tally.lossWeight();
            if (step == 0) {
                near("first", model.state(), AFTER_ONE_STEP);
            }
        }
        assertThat(GoldenTest.furthest(losses, golden.get("losses")))
                .as("losses of %s", name)
                .isLessThan(TOLERANCE);
        near("weights", model.state(), TOLERANCE);
        if (golden.has("average")) {
            near("average", model.weights(), TOLERANCE);
            assertThat(GoldenTest.furthest(GoldenTest.doubles(model.outputs(SmallRows.order())), golden.get("outputs")))
                    .as("outputs of %s", name)
                    .isLessThan(TOLERANCE);
        }
    }

    private void near(String when, Map<String, HostTensor> found, double tolerance) {
        golden.get(when).properties().forEach(expected -> {
            HostTensor tensor = requireNonNull(found.get(expected.getKey()), expected.getKey());
            assertThat(GoldenTest.furthest(GoldenTest.numbers(tensor), expected.getValue()))
                    .as("%s of %s: %s", expected.getKey(), name, when)
                    .isLessThan(tolerance);
        });
    }
}
