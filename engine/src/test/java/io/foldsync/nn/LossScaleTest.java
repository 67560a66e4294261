package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rule of {@code torch.amp.GradScaler}, step by step. A pass over 16 rows is one step here. */
@Tag("djl")
class LossScaleTest {
    private static final float TOO_MUCH = 0x1p40f;
    private static final int[] BATCH = GoldenTest.batch(0);
    private static SmallRows rows;

    @BeforeAll
    static void make() {
        rows = SmallRows.of(8);
    }

    @AfterAll
    static void close() {
        rows.close();
    }

    @Test
    void aStepThatOverflowsIsLeftOutAndHalvesTheScale() {
        try (Model model = model(TOO_MUCH, 7)) {
            Map<String, HostTensor> before = model.state();

            TrainTally tally = step(model);

            Map<String, HostTensor> after = new TreeMap<>(model.state());
            assertThat(tally.lossSum()).isFinite();
            assertThat(number(after, "optimizer.loss_scale")).isEqualTo(TOO_MUCH / 2);
            assertThat(number(after, "optimizer.loss_scale_steps")).isZero();
            after.put("optimizer.loss_scale", requireNonNull(before.get("optimizer.loss_scale")));
            after.put("optimizer.loss_scale_steps", requireNonNull(before.get("optimizer.loss_scale_steps")));
            assertThat(after).isEqualTo(before); // weights, moments, counted steps and averages
        }
    }

    @Test
    void goodStepsAreCountedAndDoubleTheScaleAfterTwoThousand() {
        try (Model model = model(1024, 1998)) {
            Map<String, HostTensor> before = model.state();
            step(model);
            assertThat(number(model.state(), "optimizer.loss_scale")).isEqualTo(1024);
            assertThat(number(model.state(), "optimizer.loss_scale_steps")).isEqualTo(1999);
            assertThat(number(model.state(), "optimizer.step")).isEqualTo(1);
            assertThat(model.state().get("1.weight")).isNotEqualTo(before.get("1.weight"));
            step(model);
            assertThat(number(model.state(), "optimizer.loss_scale")).isEqualTo(2048);
            assertThat(number(model.state(), "optimizer.loss_scale_steps")).isZero();
        }
    }

    @Test
    void theScaleFallsUntilStepsAreTaken() {
        try (Model model = model(TOO_MUCH, 0)) {
            Map<String, HostTensor> before = model.state();
            for (int step = 0; step < 40; step++) {
                step(model);
            }
            assertThat(number(model.state(), "optimizer.loss_scale")).isBetween(128f, 0x1p24f);
            assertThat(number(model.state(), "optimizer.step")).isBetween(10f, 39f);
            assertThat(model.state().get("1.weight")).isNotEqualTo(before.get("1.weight"));
        }
    }

    @Test
    void aFirstPassInWhichEveryStepIsLeftOutIsNoDefect() {
        try (CompiledModel model = rows.model(recipe(), 1)) {
            model.restore(with(model.state(), TOO_MUCH, 0));
            model.train(SmallRows.order(), 1e-2, Seed.root(1));
            assertThat(number(model.state(), "optimizer.loss_scale")).isEqualTo(TOO_MUCH / 16);
        }
    }

    @Test
    void modelsSideBySideHaveScalesOfTheirOwn() {
        Model overflows = model(TOO_MUCH, 3);
        Model steps = model(1024, 3);
        Map<String, HostTensor> first = overflows.state();
        Map<String, HostTensor> second = steps.state();
        try (overflows;
                steps;
                JointModels joint = JointModels.of(List.of(overflows, steps))) {
            joint.train(List.of(BATCH, BATCH), new double[] {1e-2, 1e-2}, List.of(Seed.root(1), Seed.root(2)));
            assertThat(number(overflows.state(), "optimizer.loss_scale")).isEqualTo(TOO_MUCH / 2);
            assertThat(number(steps.state(), "optimizer.loss_scale_steps")).isEqualTo(4);
            assertThat(overflows.state().get("1.weight")).isEqualTo(first.get("1.weight"));
            assertThat(steps.state().get("1.weight")).isNotEqualTo(second.get("1.weight"));
        }
    }

    @Test
    void theFirstScaleIsPyTorchsAndOtherTypesHaveNone() {
        try (Model model = rows.model(recipe(), 1);
                Model other = rows.model(recipe().withSteps(Steps.plain().withPrecision(Precision.BFLOAT16)), 1)) {
            assertThat(number(model.state(), "optimizer.loss_scale")).isEqualTo(65_536);
            assertThat(model.weights()).doesNotContainKey("optimizer.loss_scale");
            assertThat(other.state()).doesNotContainKey("optimizer.loss_scale");
        }
    }

    private static ModelRecipe recipe() {
        Steps steps = Steps.plain()
                .withPrecision(Precision.FLOAT16)
                .withClipNorm(1)
                .withAverage(0.9)
                .withDecayNormAndBias(false);
        return new ModelRecipe(new Mlp(List.of(6), 0.2), Loss.CROSS_ENTROPY, Adam.of(1e-2), steps, 16);
    }

    private static Model model(float scale, float counted) {
        Model model = rows.model(recipe(), 1);
        model.restore(with(model.state(), scale, counted));
        return model;
    }

    private static Map<String, HostTensor> with(Map<String, HostTensor> state, float scale, float counted) {
        Map<String, HostTensor> changed = new TreeMap<>(state);
        changed.put("optimizer.loss_scale", HostTensor.floats(new float[] {scale}));
        changed.put("optimizer.loss_scale_steps", HostTensor.floats(new float[] {counted}));
        return changed;
    }

    private static TrainTally step(Model model) {
        return model.train(BATCH, 1e-2, Seed.root(1));
    }

    private static float number(Map<String, HostTensor> state, String name) {
        return requireNonNull(state.get(name)).toFloats()[0];
    }
}
