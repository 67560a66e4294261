package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.HostTensor;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that PyTorch exported; how the files were made is told beside them. */
@Tag("djl")
class TorchScriptTest {

    @Test
    void twentyStepsOfAdamAreThoseOfTheCompiledNetwork() {
        agrees(Loss.CROSS_ENTROPY, Adam.of(1e-2).withWeightDecay(1e-3), SmallRows.of(8));
    }

    @Test
    void twentyStepsOfSgdOnWeightedRowsAreThoseOfTheCompiledNetwork() {
        agrees(Loss.CROSS_ENTROPY, new Sgd(0.1, 0.9, 1e-3), SmallRows.of(SmallRows.CLASSES, true, 8));
    }

    @Test
    void bytesAreNormalisedOnTheirWayIn() {
        agrees(Loss.CROSS_ENTROPY, AdamW.of(1e-2), SmallRows.bytes(8));
    }

    @Test
    void gatheredClippedAndAveragedStepsAreThoseOfTheCompiledNetwork() {
        Steps steps = new Steps(3, 0.05, 0.1, false, 0.8, Precision.FLOAT32);
        Optimizer optimizer = AdamW.of(1e-2).withWeightDecay(0.1);
        StepwiseContract.trainsAsCompiled(
                new ModelRecipe(file("mlp.pt"), Loss.CROSS_ENTROPY, optimizer, 8).withSteps(steps),
                new ModelRecipe(StepwiseContract.COMPILED, Loss.CROSS_ENTROPY, optimizer, 8).withSteps(steps),
                Map.of(),
                SmallRows.of(SmallRows.CLASSES, true, 8));
    }

    private static void agrees(Loss loss, Optimizer optimizer, SmallRows rows) {
        StepwiseContract.trainsAsCompiled(
                new ModelRecipe(file("mlp.pt"), loss, optimizer, 16),
                new ModelRecipe(StepwiseContract.COMPILED, loss, optimizer, 16),
                Map.of(),
                rows);
    }

    @Test
    void twoRunsWithDropoutAreIdenticalBesideOthers() throws Exception {
        StepwiseContract.twoRunsAreIdentical(rich(), SmallRows.of(8));
    }

    @Test
    void aRunGoesOnFromAState() {
        StepwiseContract.goesOnFromAState(rich(), SmallRows.of(8));
        StepwiseContract.goesOnFromAState(rich().withSteps(Steps.plain().withAverage(0.9)), SmallRows.of(8));
    }

    @Test
    void allFoldsBeginWithTheFilesWeightsAndBuffersLearnWhileFrozenParametersStay() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.stepwise(rich(), 1);
                Model other = rows.stepwise(rich(), 2)) {
            SortedMap<String, HostTensor> start = model.weights();
            assertThat(other.weights()).isEqualTo(start);
            assertThat(start)
                    .containsOnlyKeys(
                            "body.0.bias",
                            "body.0.weight",
                            "body.1.bias",
                            "body.1.num_batches_tracked",
                            "body.1.running_mean",
                            "body.1.running_var",
                            "body.1.weight",
                            "fixed",
                            "head.bias",
                            "head.weight",
                            "unused");
            model.train(SmallRows.order(), 1e-2, Seed.root(1));
            SortedMap<String, HostTensor> end = model.weights();
            assertThat(requireNonNull(end.get("body.1.num_batches_tracked")).toLongs())
                    .containsExactly(4);
            assertThat(end.get("fixed")).isEqualTo(start.get("fixed"));
            assertThat(end.get("unused")).isEqualTo(start.get("unused"));
            for (String moved : List.of("body.0.weight", "body.1.running_mean", "body.1.weight", "head.bias")) {
                assertThat(end.get(moved)).as(moved).isNotEqualTo(start.get(moved));
            }
            assertThat(model.outputs(SmallRows.order())).isEqualTo(model.outputs(SmallRows.order()));
            assertThat(other.weights()).isEqualTo(start);
        }
    }

    @Test
    void whatIsNoTorchScriptFileIsTurnedDown() {
        refused("notes.pt", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8), "notes.pt: ");
        refused("state-dict.pt", bytes("state-dict.pt"), "state-dict.pt: a zip without data.pkl and constants.pkl");
        byte[] whole = bytes("mlp.pt");
        refused("cut.pt", Arrays.copyOf(whole, whole.length / 2), "cut.pt: ");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 200, 3000, (byte) 7);
        refused("damaged.pt", damaged, "damaged.pt: ");
        refused("empty.pt", new byte[0], "empty.pt: ");
    }

    private static void refused(String name, byte[] bytes, String told) {
        assertThatThrownBy(() -> TorchScript.of(name, bytes).checked())
                .isInstanceOfSatisfying(FoldSyncException.class, e -> assertThat(e.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.NETWORK_FILE)))
                .hasMessageStartingWith(told);
    }

    @Test
    void aNetworkForOtherRowsOrClassesIsTurnedDown() {
        try (SmallRows wider = SmallRows.of(9);
                SmallRows numbers = SmallRows.of(SmallRows.NUMBERS, false, 8)) {
            assertThatThrownBy(() -> wider.stepwise(rich(), 1))
                    .hasMessageContaining("rich.pt")
                    .hasMessageContaining("mat1 and mat2 shapes cannot be multiplied")
                    .hasMessageContaining("a network that makes [b, 3] of [b, 9]");
            ModelRecipe squared = new ModelRecipe(file("mlp.pt"), Loss.MEAN_SQUARED_ERROR, Sgd.of(0.1), 16);
            assertThatThrownBy(() -> numbers.stepwise(squared, 1))
                    .hasMessageContaining("outputs float32(2, 3) for 2 rows; expected a network that makes [b, 1]");
        }
    }

    private static ModelRecipe rich() {
        return new ModelRecipe(file("rich.pt"), Loss.CROSS_ENTROPY, Adam.of(1e-2), 16);
    }

    private static TorchScript file(String name) {
        return TorchScript.of(name, bytes(name));
    }

    private static byte[] bytes(String name) {
        try (InputStream file = TorchScriptTest.class.getResourceAsStream("/golden/nn/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
