package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.HostTensor;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class ModelTest {
    private static final ModelRecipe MLP =
            new ModelRecipe(new Mlp(List.of(16, 8), 0.4), Loss.CROSS_ENTROPY, Adam.of(1e-2), 10);
    private static final ModelRecipe RESNET =
            new ModelRecipe(new ResNet(2), Loss.CROSS_ENTROPY, new Sgd(0.05, 0.9, 0), 21);

    @Test
    void equalSeedsGiveEqualBitsAndOthersDoNot() {
        try (SmallRows rows = SmallRows.of(8)) {
            assertThat(trained(rows, MLP, 1)).isEqualTo(trained(rows, MLP, 1));
            assertThat(trained(rows, MLP, 1)).isNotEqualTo(trained(rows, MLP, 2));
        }
    }

    @Test
    void modelsTrainedSideBySideInThreadsAreThoseTrainedAlone() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SmallRows flat = SmallRows.of(8);
                SmallRows images = SmallRows.of(1, 8, 8)) {
            List<Future<SortedMap<String, HostTensor>>> together = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                long of = seed;
                together.add(threads.submit(() -> trained(flat, MLP, of)));
                together.add(threads.submit(() -> trained(images, RESNET, of)));
            }
            for (int seed = 0; seed < 4; seed++) {
                assertThat(together.get(2 * seed).get()).isEqualTo(trained(flat, MLP, seed));
                assertThat(together.get(2 * seed + 1).get()).isEqualTo(trained(images, RESNET, seed));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void trainingLowersTheLossAndRaisesTheHits() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.model(MLP, 1)) {
            TrainTally first = model.train(SmallRows.order(), 1e-2, Seed.root(0));
            TrainTally last = first;
            for (int epoch = 1; epoch < 60; epoch++) {
                last = model.train(SmallRows.order(), 1e-2, Seed.root(epoch));
            }
            assertThat(first.weight()).isEqualTo(SmallRows.N);
            assertThat(first.lossSum() / first.weight()).isBetween(0.8, 1.4); // log 3 is 1.1
            assertThat(last.lossSum()).isLessThan(0.8 * first.lossSum()); // with half of the hidden units dropped
            assertThat(last.correct()).isGreaterThan(first.correct()).isLessThanOrEqualTo(SmallRows.N);
        }
    }

    @Test
    void aRaggedLastBatchIsASmallerStep() {
        ModelRecipe dry = new ModelRecipe(new Mlp(List.of(16, 8), 0), Loss.CROSS_ENTROPY, Adam.of(1e-2), 10);
        try (SmallRows rows = SmallRows.of(8);
                Model once = rows.model(dry, 1);
                Model thrice = rows.model(dry, 1)) {
            int[] order = Arrays.copyOf(SmallRows.order(), 25);
            TrainTally tally = once.train(order, 1e-2, Seed.root(0));
            double loss = 0;
            for (int from = 0; from < 25; from += 10) {
                int[] batch = Arrays.copyOfRange(order, from, Math.min(from + 10, 25));
                loss += thrice.train(batch, 1e-2, Seed.root(0)).lossSum();
            }
            assertThat(once.state()).isEqualTo(thrice.state());
            assertThat(tally.weight()).isEqualTo(25);
            assertThat(tally.lossSum()).isEqualTo(loss);
        }
    }

    @Test
    void aSingleRowLeftOverJoinsTheBatchBeforeUnderBatchNorm() {
        try (SmallRows rows = SmallRows.of(1, 8, 8);
                Model model = rows.model(RESNET, 1)) {
            assertThat(model.train(SmallRows.order(), 0.05, Seed.root(0)).weight())
                    .isEqualTo(SmallRows.N); // 3 * 21 + 1
            HostTensor batches = requireNonNull(model.weights().get("1.num_batches_tracked"));
            assertThat(batches.toLongs()).containsExactly(3);
        }
    }

    @Test
    void aRunCutInTwoIsTheRunThatWasNot() {
        try (SmallRows rows = SmallRows.of(1, 8, 8);
                Model whole = rows.model(RESNET, 1);
                Model before = rows.model(RESNET, 1);
                Model after = rows.model(RESNET, 99)) {
            whole.train(SmallRows.order(), 0.05, Seed.root(0));
            whole.train(SmallRows.order(), 0.05, Seed.root(1));
            before.train(SmallRows.order(), 0.05, Seed.root(0));
            after.restore(before.state());
            after.train(SmallRows.order(), 0.05, Seed.root(1));
            assertThat(after.state()).isEqualTo(whole.state());
        }
    }

    @Test
    void restoredWeightsGiveTheSameOutputsAndAFreshOptimizer() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.model(MLP, 1);
                Model other = rows.model(MLP, 2)) {
            model.train(SmallRows.order(), 1e-2, Seed.root(0));
            other.train(SmallRows.order(), 1e-2, Seed.root(0));
            other.restore(model.weights());
            assertThat(other.weights()).isEqualTo(model.weights());
            assertThat(other.outputs(SmallRows.order())).isEqualTo(model.outputs(SmallRows.order()));
            assertThat(requireNonNull(other.state().get("optimizer.step")).toFloats())
                    .containsExactly(0);
            assertThat(model.outputs(new int[] {5, 3})).hasSize(6);
            assertThat(model.outputs(new int[0])).isEmpty();
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedAndLeaveTheModelAsItWas() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.model(MLP, 1)) {
            SortedMap<String, HostTensor> mine = model.state();
            SortedMap<String, HostTensor> wrong = new TreeMap<>(model.weights());
            wrong.put("4.weight", HostTensor.floats(new float[16], 1, 16));
            assertThatThrownBy(() -> model.restore(wrong))
                    .isInstanceOf(FoldSyncException.class)
                    .hasMessageContaining("weights 4.weight: F32[1, 16]; expected F32[8, 16]");
            wrong.remove("4.weight");
            assertThatThrownBy(() -> model.restore(wrong)).hasMessageContaining("weights 4.weight: nothing");
            wrong.putAll(mine);
            wrong.put("9.weight", HostTensor.floats(new float[1], 1));
            assertThatThrownBy(() -> model.restore(wrong)).hasMessageContaining("no such array");
            assertThat(model.state()).isEqualTo(mine);
        }
    }

    @Test
    void bytesNormalisedInTheProgramAreFloatsNormalisedBefore() {
        try (SmallRows bytes = SmallRows.bytes(1, 8, 8);
                SmallRows floats = SmallRows.normalizedBytes(1, 8, 8)) {
            assertThat(trained(bytes, RESNET, 3)).isEqualTo(trained(floats, RESNET, 3));
        }
    }

    @Test
    void weightsOfRowsEnterLossAndTally() {
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(), 0), Loss.CROSS_ENTROPY, Sgd.of(0.1), 16);
        try (SmallRows rows = SmallRows.of(SmallRows.CLASSES, true, 8);
                Model model = rows.model(recipe, 1)) {
            double sum = 0;
            for (float weight : SmallRows.uniform(102, SmallRows.N, 0.5, 1)) {
                sum += weight;
            }
            TrainTally tally = model.train(SmallRows.order(), 0, Seed.root(0));
            assertThat(tally.weight()).isCloseTo(sum, within(1e-4));
            assertThat(tally.correct()).isLessThan(sum);
        }
    }

    @Test
    void numbersAreFittedBySquaredErrorAndHaveNoHits() {
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(32), 0), Loss.MEAN_SQUARED_ERROR, Adam.of(1e-2), 16);
        try (SmallRows rows = SmallRows.of(SmallRows.NUMBERS, false, 8);
                Model model = rows.model(recipe, 1)) {
            double first = model.train(SmallRows.order(), 1e-2, Seed.root(0)).lossSum();
            TrainTally last = new TrainTally(first, 0, 0, 0);
            for (int epoch = 0; epoch < 40; epoch++) {
                last = model.train(SmallRows.order(), 1e-2, Seed.root(0));
            }
            assertThat(last.lossSum()).isLessThan(first / 2);
            assertThat(last.correct()).isZero();
        }
    }

    @Test
    void aFoldThatDivergesReportsItAndDoesNotThrow() {
        ModelRecipe recipe = new ModelRecipe(new Mlp(List.of(8), 0), Loss.MEAN_SQUARED_ERROR, Sgd.of(1e20), 16);
        try (SmallRows rows = SmallRows.of(SmallRows.NUMBERS, false, 8);
                Model model = rows.model(recipe, 1)) {
            assertThat(model.train(SmallRows.order(), 1e20, Seed.root(0)).lossSum())
                    .isNaN();
        }
    }

    private static SortedMap<String, HostTensor> trained(SmallRows rows, ModelRecipe recipe, long seed) {
        try (Model model = rows.model(recipe, seed)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                model.train(
                        SmallRows.order(),
                        recipe.optimizer().lr(),
                        Seed.root(seed).child(epoch));
            }
            return model.state();
        }
    }
}
