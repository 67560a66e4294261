package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunViewTest {
    private static final StopReason DONE = new StopReason("epochs_done", "3 epochs done");

    private final AtomicLong nanos = new AtomicLong(5_000);
    private final StringBuilder out = new StringBuilder();

    private static Terminal terminal(int columns) {
        return new Terminal(true, true, true, columns, 24);
    }

    private static History history(int folds) {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("train_loss", (fold, epoch) -> 0.3 - 0.1 * epoch);
        curves.put("val_loss", (fold, epoch) -> 0.4 - 0.1 * epoch + 0.01 * fold);
        curves.put("val_accuracy", (fold, epoch) -> 0.7 + 0.1 * epoch + 0.01 * fold);
        return FakeRun.history(folds, 3, curves);
    }

    /** Shows a whole run in which every round takes four seconds. */
    private void show(RunView view, int folds) {
        view.started(FakeRun.header(folds, 20));
        for (Round round : history(folds).rounds()) {
            nanos.addAndGet(4_100_000_000L);
            view.met(round, FakeRun.timings(folds, round.epoch()));
        }
        view.finished(history(folds), DONE);
    }

    @Test
    void aLogGetsOneLineARound() {
        show(new PlainView(out, new Terminal(false, false, true, 80, 24), nanos::get), 3);
        assertThat(out.toString())
                .isEqualTo(
                        """
                digits-mlp  1,797 rows, stratified folds, mlp 64-256-128-10
                epoch 1/20  val_loss 0.4100 ± 0.0100  val_accuracy 0.7100 ± 0.0100  4.1 s, 1 min 18 s left
                epoch 2/20  val_loss 0.3100 ± 0.0100  val_accuracy 0.8100 ± 0.0100  8.2 s, 1 min 14 s left
                epoch 3/20  val_loss 0.2100 ± 0.0100  val_accuracy 0.9100 ± 0.0100  12.3 s, 1 min 10 s left
                finished 3 epochs in 12.3 s: 3 epochs done
                """);
    }

    @Test
    void whereUnicodeWouldBeSpoiltTheLogIsAscii() {
        show(new PlainView(out, new Terminal(false, false, false, 80, 24), nanos::get), 3);
        assertThat(out.toString()).contains("val_loss 0.4100 +/- 0.0100").isASCII();
    }

    @Test
    void theTerminalShowsOneFrameThatIsRedrawnInPlace() {
        show(new LiveView(out, terminal(90), nanos::get), 3);
        assertThat(FakeScreen.after(out))
                .containsExactly(
                        """
                digits-mlp
                1,797 rows, stratified folds, mlp 64-256-128-10
                fold  epoch              train_loss  val_loss  val_accuracy  rows/s  place
                   0   3/20  ▁▄█             0.1000    0.2000        0.9000   53.9k  executor 0, cpu
                   1   3/20  ▁▅█             0.1000    0.2100        0.9100   52.2k  executor 1, cpu
                   2   3/20  ▁▅█             0.1000    0.2200        0.9200   50.5k  executor 0, cpu
                mean                         0.1000    0.2100        0.9100
                  sd                         0.0000    0.0100        0.0100
                epoch 3/20  ███·················  12.3 s, 1 min 10 s left
                finished 3 epochs in 12.3 s: 3 epochs done"""
                                .split("\n"));
    }

    @Test
    void manyFoldsCollapseToThreeThatStandForAll() {
        show(new LiveView(out, terminal(80), nanos::get), 100);
        assertThat(FakeScreen.after(out))
                .hasSize(10)
                .anyMatch(line -> line.startsWith("  lowest 0   3/20"))
                .anyMatch(line -> line.startsWith(" median 49   3/20"))
                .anyMatch(line -> line.startsWith("highest 99   3/20"));
    }

    @Test
    void theFrameFitsTheTerminalWhateverItsWidth() {
        for (int columns = 20; columns < 120; columns += 9) {
            out.setLength(0);
            show(new LiveView(out, terminal(columns), nanos::get), 19);
            int width = columns;
            assertThat(FakeScreen.after(out))
                    .hasSize(19 + 7)
                    .filteredOn(line -> !line.startsWith("finished"))
                    .allMatch(line -> line.length() < width);
        }
    }

    @Test
    void aDivergedFoldStandsOutAndNothingFails() {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_loss", (fold, epoch) -> fold == 1 ? Double.NaN : 0.5);
        Round round = FakeRun.history(3, 1, curves).last();
        LiveView view = new LiveView(out, terminal(80), nanos::get);
        view.started(FakeRun.header(3, 20));
        view.met(round, List.of());
        assertThat(out.toString()).contains("\u001b[31m   1   1/20       NaN\u001b[0m");
        assertThat(RoundLine.text(FakeRun.header(3, 20), round, true))
                .isEqualTo("epoch 1/20  val_loss NaN ± NaN  (1 of 3 folds not finite)");
    }

    @Test
    void aRunsNameCannotMoveTheCursor() {
        RunHeader header = new RunHeader("evil\u001b[2J", "", 2, 3, FakeRun.ACCURACY);
        new LiveView(out, terminal(80), nanos::get).started(header);
        assertThat(out.toString()).doesNotContain("\u001b[2J").contains("evil [2J");
    }

    @Test
    void aViewThatFailsIsLeftAloneAfterwards() {
        int[] calls = new int[1];
        RunView broken = new RunView() {
            @Override
            public void started(RunHeader header) {}

            @Override
            public void met(Round round, List<FoldTiming> timings) {
                calls[0]++;
                throw new IllegalStateException("the pipe is gone");
            }

            @Override
            public void finished(History history, StopReason reason) {
                calls[0]++;
            }
        };
        show(broken.unfailing(), 2);
        assertThat(calls[0]).isEqualTo(1);
    }
}
