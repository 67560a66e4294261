package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.policy.Direction;
import io.foldsync.policy.Monitor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are unlike the one in the picture book. Each has a sentence that must be on its page. */
class OddRunsTest {
    private static final Pattern NUMBER_ATTRIBUTE = Pattern.compile(" (?:x|y|cx|cy|r|d|width|height)=\"([^\"]*)\"");

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("two folds", FakeRun.record(2, 20), "mean val_accuracy over 2 folds"),
                Arguments.of("one epoch", FakeRun.record(10, 1), "Ended after 1 of 1 epoch."),
                Arguments.of("no epoch", FakeRun.record(3, 20, History.empty()), "No epoch was trained."),
                Arguments.of("a hundred folds", FakeRun.record(100, 3), "mean of 100 folds"),
                Arguments.of("no fold is finite", of((fold, epoch) -> Double.NaN), "5 of 5 folds ended with a loss"),
                Arguments.of(
                        "one fold diverges",
                        of((fold, epoch) -> fold == 3 && epoch > 1 ? Double.POSITIVE_INFINITY : 1.0 / (1 + epoch)),
                        "1 of 5 folds ended with a loss that is not a finite number: 3."),
                Arguments.of("constant values", of((fold, epoch) -> 0.25), "Where all folds scored alike"),
                Arguments.of("zeros", of((fold, epoch) -> 0), "0.0000"),
                Arguments.of("huge values", of((fold, epoch) -> (fold + 1) * 1e300), "val_loss"),
                Arguments.of("huge and tiny", of((fold, epoch) -> Math.pow(10, 60 * fold - 120)), "val_loss"),
                Arguments.of("largest doubles", of((fold, epoch) -> (fold - 2) * Double.MAX_VALUE / 2), "val_loss"),
                Arguments.of("smallest doubles", of((fold, epoch) -> fold * Double.MIN_VALUE), "val_loss"),
                Arguments.of("one class predicted", confused(oneClassPredicted(3)), "taken for class 0"),
                Arguments.of("no mistake", confused(new Confusion(List.of("a"), List.of(List.of(9.0)))), "None."),
                Arguments.of("a thousand classes", confused(oneClassPredicted(1000)), "class 999 taken for class 0"),
                Arguments.of("no classes", confused(new Confusion(List.of(), List.of())), "Learning curves"),
                Arguments.of("weights that are no counts", confused(oneClassPredicted(2)), "0.2500"),
                Arguments.of("a headline nobody measured", strange(), "mean val_rmse over 4 folds"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyWriterCopes(String name, RunRecord run, String sentence) {
        for (Pages.Writer writer : List.<Pages.Writer>of(HtmlReport::write, CurvesSvg::write, FoldsSvg::write)) {
            String page = Pages.written(writer, run);
            Pages.parsed(page);
            assertThat(NUMBER_ATTRIBUTE.matcher(page).results().map(result -> result.group(1)))
                    .as("coordinates")
                    .allMatch(coordinates -> coordinates.matches("[-ML0-9. ]+"))
                    .allMatch(coordinates -> !coordinates.matches(".*\\d{6}.*"));
        }
        assertThat(Pages.written(HtmlReport::write, run)).contains(sentence);
        assertThat(Pages.written(ResultText::write, run)).isNotBlank();
        assertThatCode(() -> ResultJson.write(run, OutputStream.nullOutputStream()))
                .doesNotThrowAnyException();
        assertThatCode(() -> HistoryCsv.write(run.history(), new StringBuilder()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void everyViewCopes(String name, RunRecord run, String sentence) throws IOException {
        StringBuilder out = new StringBuilder();
        Terminal terminal = new Terminal(true, false, true, 100, 24);
        for (RunView view : List.of(new LiveView(out, terminal, () -> 0), new PlainView(out, terminal, () -> 0))) {
            view.started(run.header());
            for (Round round : run.history().rounds()) {
                view.met(round, List.of());
            }
            view.finished(run.history(), run.reason());
            assertThat(FakeScreen.after(out)).last().asString().startsWith("finished");
            out.setLength(0);
        }
    }

    private static RunRecord of(FakeRun.Curve loss) {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("train_loss", loss);
        curves.put("val_loss", loss);
        RunHeader header = new RunHeader("odd", "", 5, 4, new Monitor("val_loss", Direction.MINIMIZE));
        return FakeRun.record(header, FakeRun.history(5, 4, curves), Optional.empty());
    }

    private static RunRecord strange() {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_rmse", (fold, epoch) -> 12345.678 / (1 + epoch) + fold);
        return FakeRun.record(FakeRun.header(4, 9), FakeRun.history(4, 9, curves), Optional.empty());
    }

    private static RunRecord confused(Confusion confusion) {
        return FakeRun.record(FakeRun.header(3, 2), FakeRun.history(3, 2), Optional.of(confusion));
    }

    private static Confusion oneClassPredicted(int classes) {
        List<List<Double>> weights = new ArrayList<>();
        for (int actual = 0; actual < classes; actual++) {
            List<Double> row = new ArrayList<>(Collections.nCopies(classes, 0.0));
            row.set(0, actual + 0.25);
            weights.add(row);
        }
        return new Confusion(
                IntStream.range(0, classes).mapToObj(code -> "class " + code).toList(), weights);
    }
}
