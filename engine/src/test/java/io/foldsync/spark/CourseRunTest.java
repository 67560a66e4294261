package io.foldsync.spark;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.fold.Guarded;
import io.foldsync.fold.Role;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.history.Round;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Sgd;
import io.foldsync.policy.CosineLr;
import io.foldsync.policy.PerStep;
import io.foldsync.policy.StopCode;
import io.foldsync.policy.Watch;
import io.foldsync.report.ResultText;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.stats.MeasureResult;
import io.foldsync.train.Aggregation;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the course of a training does to a whole run. */
class CourseRunTest extends LocalSpark {
    /** Rates so high that the last epoch is not the best. */
    private static final Training WILD = Training.of(new Mlp(List.of(16), 0.5))
            .withOptimizer(Sgd.of(0.02).withMomentum(0.9))
            .withBatchRows(16);

    private static final Splitter THREE = StratifiedKFold.of(3);

    private static CrossValidation run(Training training, Splitter splitter) {
        return CrossValidation.of(Digits.rows(spark()), TableSpec.defaults(), training)
                .splitter(splitter)
                .seed(3);
    }

    @Test
    void theRestoredBestIsTheRunThatStopsThere(@TempDir Path folder) throws IOException {
        Watch score = Watch.of("val_accuracy");
        CrossValidationResult best = run(WILD.withEpochs(6).withRestoreBest(score), THREE)
                .output(folder.resolve("best").toString())
                .run();
        int epoch = best.record().restored().orElseThrow().best().epoch();
        assertThat(best.history().epochs()).isEqualTo(6);
        assertThat(epoch)
                .as("the best epoch, for this test's sake not the last")
                .isLessThan(5);
        CrossValidationResult stopped = run(WILD.withEpochs(epoch + 1), THREE)
                .output(folder.resolve("stopped").toString())
                .run();

        assertThat(best.measures()).isEqualTo(stopped.measures());
        assertThat(files(folder.resolve("best"))).isEqualTo(files(folder.resolve("stopped")));
        StringBuilder text = new StringBuilder();
        ResultText.write(best.record(), text);
        assertThat(text).contains("Networks and measures are those after " + (epoch + 1) + " epoch");
    }

    /** Predictions and networks, by their contents. */
    private static List<String> files(Path output) throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            List<Path> kept = all.filter(file -> file.toString().matches(".*/part-\\d+\\.parquet|.*\\.safetensors"))
                    .sorted()
                    .toList();
            assertThat(kept).hasSize(9);
            return kept.stream()
                    .map(file -> {
                        try {
                            return output.relativize(file) + " " + Digits.sha256(file);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void guardRowsDecideAndTheOthersAreReportedAndPredicted() throws IOException {
        Splitter guarded = Guarded.of(THREE, 0.3);
        Training training =
                WILD.withEpochs(30).withEarlyStopping(EarlyStopping.onLoss(1)).withRestoreBest(Watch.LOSS);
        CrossValidationResult result = run(training, guarded).run();

        assertThat(StopCode.PATIENCE_EXCEEDED.is(result.stopReason())).isTrue();
        assertThat(result.stopReason().text()).contains("guard_loss").doesNotContain("val_loss");
        assertThat(result.record().restored().orElseThrow().monitor().measure()).isEqualTo("guard_loss");
        assertThat(result.measures()).extracting(MeasureResult::name).contains("guard_accuracy", "val_accuracy");
        assertThat(result.measure("val_accuracy").interval()).isPresent();
        assertThat(result.measure("guard_accuracy").interval()).isEmpty();
        long reported = Arrays.stream(Aggregation.rows(result.split(), result.data(), Role.VALIDATE))
                .sum();
        long guard = Arrays.stream(Aggregation.rows(result.split(), result.data(), Role.GUARD))
                .sum();
        assertThat(reported + guard).isEqualTo(1797);
        assertThat(guard).isEqualTo(3 * 180); // ceil(0.3 * 599)
        assertThat(result.predictions().count()).isEqualTo(reported);
        long hits = result.predictions().where("label = prediction").count();
        assertThat(result.measure("val_accuracy").summary().pooled().orElseThrow())
                .isEqualTo((double) hits / reported);
        StringBuilder text = new StringBuilder();
        ResultText.write(result.record(), text);
        assertThat(text)
                .contains("guard_ measures are of held-out rows that did nothing but decide")
                .doesNotContain("optimistic.");
    }

    @Test
    void epochsBetweenValidationsReportTrainingAlone() {
        Training training = WILD.withCourse(WILD.course().withEpochs(4).withValidateEvery(3))
                .withSchedule(new PerStep(CosineLr.of(0.02, 4)));
        CrossValidationResult result = run(training, THREE).run();
        List<Round> rounds = result.history().rounds();
        assertThat(rounds)
                .extracting(round -> round.measures().contains("val_loss"))
                .containsExactly(false, false, true, true);
        assertThat(rounds).allMatch(round -> round.measures().contains("train_loss"));
        assertThat(rounds.get(3).order().lr()).isLessThan(0.02);
        assertThat(result.measure("val_accuracy").summary().mean()).isBetween(0.0, 1.0);
    }

    @Test
    void aQuickRunGoesThroughEverythingOnFewRows() {
        CrossValidationResult result =
                run(WILD.withCourse(WILD.course().fastDevRun()), THREE).run();
        assertThat(result.history().epochs()).isEqualTo(1);
        assertThat(result.timings()).allMatch(timing -> timing.trainRows() == 3 * 16);
        assertThat(result.history().last().reports())
                .allMatch(report ->
                        requireNonNull(report.tallies().get("val_accuracy")).at(0) == 3 * 16);
        assertThat(result.predictions().count()).isEqualTo(1797);
    }

    @Test
    void aSpentTimeBudgetEndsTheRunWithAResult() {
        CrossValidationResult result = run(WILD.withEpochs(1000), THREE)
                .timeBudget(Duration.ofMillis(1))
                .run();
        assertThat(StopCode.TIME_BUDGET_SPENT.is(result.stopReason())).isTrue();
        assertThat(result.history().epochs()).isEqualTo(1);
        assertThat(result.measure("val_accuracy").summary().mean()).isBetween(0.0, 1.0);
    }
}
