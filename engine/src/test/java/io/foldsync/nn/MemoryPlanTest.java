package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.FeatureType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPlanTest {
    @Test
    void aModelOwnsItsWeightsItsMomentsAndItsCounter() {
        MemoryPlan plan = plan(new Mlp(List.of(16), 0), 8, 32);
        int parameters = 8 * 16 + 16 + 16 * 3 + 3;
        assertThat(plan.owned()).isEqualTo(4L * (3 * parameters + 1));
    }

    @Test
    void aStepHoldsGradientsSignalsTheirGradientsAndTheMasksOfARun() {
        int parameters = 8 * 16 + 16 + 16 * 3 + 3;
        int signals = 8 + 16 + 16 + 3; // gathered, linear, ReLU, linear
        assertThat(plan(new Mlp(List.of(16), 0), 8, 32).step()).isEqualTo(4L * (parameters + 2 * 32 * signals));
        long masks = 16L * 32 * (16 * 4 + 4 * 8);
        assertThat(plan(new Mlp(List.of(16), 0.5), 8, 32).step())
                .isEqualTo(4L * (parameters + 2 * 32 * (signals + 16 + 16)) + masks);
    }

    @Test
    void asManyModelsStayAsThereIsRoomFor() {
        MemoryPlan plan = new MemoryPlan(100, 50);
        assertThat(plan.resident(10, 2, 10_000)).isEqualTo(10);
        assertThat(plan.resident(10, 2, 500)).isEqualTo(4);
        assertThat(plan.resident(10, 2, 160)).isEqualTo(2);
        assertThat(plan.resident(1, 2, 160)).isEqualTo(1);
    }

    @Test
    void aModelForWhichThereIsNoRoomIsTold() {
        assertThatThrownBy(() -> new MemoryPlan(300L << 20, 100L << 20).resident(5, 1, 399L << 20))
                .hasMessageContaining("one model needs 400 MiB (300 MiB for weights and optimizer, 100 MiB for a step)")
                .hasMessageContaining("399 MiB are free");
    }

    @Test
    void aContainersLimitCountsWhereItIsLessThanTheSystemHas(@TempDir Path folder) throws IOException {
        Path system = Files.writeString(folder.resolve("meminfo"), "MemTotal: 900 kB\nMemAvailable:     500 kB\n");
        Path limit = Files.writeString(folder.resolve("limit"), "204800\n");
        Path none = Files.writeString(folder.resolve("none"), "max\n");
        Path usage = Files.writeString(folder.resolve("usage"), "102400\n");
        Path nowhere = folder.resolve("nowhere");

        assertThat(DeviceMemory.cpu(system, List.of(limit), List.of(usage))).hasValue(102_400);
        assertThat(DeviceMemory.cpu(system, List.of(none), List.of(usage))).hasValue(512_000);
        assertThat(DeviceMemory.cpu(nowhere, List.of(limit), List.of(usage))).hasValue(102_400);
        assertThat(DeviceMemory.cpu(nowhere, List.of(nowhere), List.of(usage))).isEmpty();
    }

    private static MemoryPlan plan(Network architecture, int features, int batchRows) {
        return MemoryPlan.of(
                new ModelRecipe(architecture, Loss.CROSS_ENTROPY, Adam.of(1e-3), batchRows),
                new Feed(List.of(features), FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu"));
    }
}
