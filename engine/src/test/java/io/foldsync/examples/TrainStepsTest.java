package io.foldsync.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.history.History;
import io.foldsync.nn.Gru;
import io.foldsync.nn.LayerList;
import io.foldsync.nn.Linear;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.TrainStep;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step is the standard one where it should be, another where it should not, and learns. */
@Tag("djl")
class TrainStepsTest {
    private static final int EPOCHS = 4;

    private static SmallStudy study;
    private static History standard;

    @BeforeAll
    static void train(@TempDir Path folder) throws IOException {
        study = SmallStudy.of(folder);
        standard = study.fit(TrainStep.standard(), EPOCHS);
    }

    @AfterAll
    static void close() {
        study.close();
    }

    private static void agree(History one, History other) {
        assertThat(one.means("val_loss").toArray())
                .containsExactly(other.means("val_loss").toArray(), within(1e-4));
        assertThat(one.means("train_loss").toArray())
                .containsExactly(other.means("train_loss").toArray(), within(1e-4));
    }

    private static void learns(TrainStep step) {
        History history = study.fit(step, EPOCHS);
        double[] losses = history.means("val_loss").toArray();
        assertThat(losses[EPOCHS - 1]).isLessThan(0.95 * losses[0]);
        assertThat(history).isNotEqualTo(standard);
        assertThat(study.fit(step, EPOCHS)).as("from the same seeds").isEqualTo(history);
    }

    @Test
    void gradientsScaledByOneOverTheLossOfRowsKeptApart() {
        learns(new GuidedStep());
        int[] rows = study.table.rows(new int[] {0, 1});
        int[] kept = new GuidedStep().kept(rows.clone(), Seed.root(1));
        assertThat(kept).hasSize(rows.length - rows.length / 10).doesNotHaveDuplicates();
        assertThat(rows).contains(kept);
    }

    @Test
    void aYieldingStep() {
        learns(new YieldingStep.StayClose(0.1f));
        agree(study.fit(new YieldingStep.StayClose(0), EPOCHS), standard);
    }

    @Test
    void optimizationByHandWithTwoOptimizers() {
        learns(new TwoOptimizers("4.", 0.5, 2));
        agree(study.fit(new TwoOptimizers("4.", 1, 1), EPOCHS), standard);
    }

    @Test
    void aMetaLearningStep() {
        learns(new Reptile(3, 0.5));
        agree(study.fit(new Reptile(1, 1), EPOCHS), standard);
    }

    @Test
    void backPropagationThroughTimeTruncatedAndNot(@TempDir Path folder) throws IOException {
        LayerList recurrent = LayerList.of(Gru.of(5), new Linear(Linear.OUTPUTS));
        try (SmallStudy sequences = SmallStudy.of(folder, recurrent, Sgd.of(SmallStudy.LR))) {
            History whole = sequences.fit(TrainStep.standard(), EPOCHS);
            agree(sequences.fit(new TruncatedBackpropagation(4), EPOCHS), whole);
            History truncated = sequences.fit(new TruncatedBackpropagation(2), EPOCHS);
            double[] losses = truncated.means("val_loss").toArray();
            assertThat(losses[EPOCHS - 1]).isLessThan(losses[0]);
            assertThat(truncated).isNotEqualTo(whole);
        }
    }
}
