package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultTextTest {

    private static RunRecord run(StopReason reason) {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_loss", (fold, epoch) -> 0.4 - 0.1 * epoch + 0.01 * fold);
        curves.put("val_accuracy", (fold, epoch) -> 0.9 + (epoch == 1 ? 0.05 : 0) + 0.01 * fold);
        History history = FakeRun.history(3, 3, curves);
        RunRecord run = FakeRun.record(FakeRun.header(3, 20), history, Optional.empty());
        return new RunRecord(run.header(), history, reason, run.measures(), run.rows(), Optional.empty(), List.of());
    }

    private static String text(RunRecord run) throws IOException {
        StringBuilder out = new StringBuilder();
        ResultText.write(run, out);
        return out.toString();
    }

    @Test
    void theTablesSayEverythingOnceAndExplainTheInterval() throws IOException {
        StopReason reason = new StopReason("patience_exceeded", "the mean val_loss has not improved for 1 epochs");
        assertThat(text(run(reason)))
                .isEqualTo(
                        """
                digits-mlp
                1,797 rows, stratified folds, mlp 64-256-128-10

                measure         mean      sd     min     max     95 % interval  pooled
                val_loss      0.2100  0.0100  0.2000  0.2200  0.1707 to 0.2493  0.2100
                val_accuracy  0.9100  0.0100  0.9000  0.9200  0.8707 to 0.9493  0.9100

                fold  train  validate  val_loss  val_accuracy
                   0  1,617       180    0.2000        0.9000
                   1  1,617       180    0.2100        0.9100
                   2  1,617       180    0.2200        0.9200

                Ended after 3 of 20 epochs: the mean val_loss has not improved for 1 epochs. The moment to stop was chosen on \
                the validation rows, so scores on them are slightly optimistic.
                Highest mean val_accuracy: 0.9600 after 2 epochs; found by looking at the validation rows, so it is \
                optimistic and not the result.
                The 95 % interval is for the expected score of networks trained like these on data like these. It is a \
                corrected t interval (Nadeau and Bengio 2003): folds share training rows, so it is wider than the usual t \
                interval. It is approximate.
                """);
    }

    @Test
    void theLastEpochIsNotCalledOptimisticForBeingTheBest() throws IOException {
        RunRecord run = FakeRun.record(5, 1);
        assertThat(text(run)).contains("after 1 epoch, the last.").doesNotContain("optimistic");
    }
}
