package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a network that is not compiled promises, whatever it is made of. */
final class StepwiseContract {
    private static final int EPOCHS = 5; // of four steps

    /** What the networks under test also are; PyTorch's names of its arrays are those of an {@code nn.Sequential}. */
    static final Architecture COMPILED =
            LayerList.of(new Linear(16), new Relu(), new Linear(8), new Relu(), new Linear(Linear.OUTPUTS));

    private StepwiseContract() {}

    /**
     * Twenty steps give the compiled network's losses, weights and outputs to 1e-5 from the same start.
     *
     * @param names the compiled network's names, by the other's
     */
    static void trainsAsCompiled(ModelRecipe own, ModelRecipe compiled, Map<String, String> names, SmallRows rows) {
        try (rows;
                Model found = rows.stepwise(own, 1);
                Model expected = rows.model(compiled, 1)) {
            SortedMap<String, HostTensor> start = expected.weights();
            found.weights().forEach((name, value) -> start.put(names.getOrDefault(name, name), value));
            expected.restore(start);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                double lr = 1e-2 / (1 + epoch);
                TrainTally theirs = expected.train(SmallRows.order(), lr, Seed.root(epoch));
                TrainTally ours = found.train(SmallRows.order(), lr, Seed.root(epoch));
                assertThat(ours.lossSum()).isCloseTo(theirs.lossSum(), within(1e-3));
                assertThat(ours.correct()).isEqualTo(theirs.correct());
                assertThat(ours.weight()).isEqualTo(theirs.weight());
            }
            SortedMap<String, HostTensor> trained = expected.weights();
            assertThat(trained).isNotEqualTo(start);
            found.weights().forEach((name, value) -> assertThat(value.toFloats())
                    .as(name)
                    .containsExactly(
                            requireNonNull(trained.get(names.getOrDefault(name, name)))
                                    .toFloats(),
                            within(1e-5f)));
            assertThat(found.outputs(SmallRows.order()))
                    .containsExactly(expected.outputs(SmallRows.order()), within(1e-5f));
        }
    }

    /** Equal seeds give equal bits, alone and beside another that draws from the same generator. */
    static void twoRunsAreIdentical(ModelRecipe recipe, SmallRows rows)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (rows) {
            SortedMap<String, HostTensor> alone = trained(recipe, rows, 7);
            List<Future<SortedMap<String, HostTensor>>> beside = new ArrayList<>();
            for (int seed : new int[] {7, 8, 7}) {
                beside.add(pool.submit(() -> trained(recipe, rows, seed)));
            }
            assertThat(beside.get(0).get()).isEqualTo(alone);
            assertThat(beside.get(1).get()).isNotEqualTo(alone);
            assertThat(beside.get(2).get()).isEqualTo(alone);
        } finally {
            pool.shutdownNow();
        }
    }

    /** A model that goes on from another's state, in a fresh network, ends where the other would have ended. */
    static void goesOnFromAState(ModelRecipe recipe, SmallRows rows) {
        try (rows;
                Model first = rows.stepwise(recipe, 1);
                Model second = rows.stepwise(recipe, 2)) {
            first.train(SmallRows.order(), 1e-2, Seed.root(1));
            second.restore(first.state());
            assertThat(second.outputs(SmallRows.order())).isEqualTo(first.outputs(SmallRows.order()));
            first.train(SmallRows.order(), 1e-2, Seed.root(2));
            second.train(SmallRows.order(), 1e-2, Seed.root(2));
            assertThat(second.state()).isEqualTo(first.state());
        }
    }

    private static SortedMap<String, HostTensor> trained(ModelRecipe recipe, SmallRows rows, long seed) {
        try (Model model = rows.stepwise(recipe, seed)) {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                model.train(SmallRows.order(), 1e-2, Seed.root(seed).child(epoch));
                model.outputs(SmallRows.order());
            }
            return model.state();
        }
    }
}
