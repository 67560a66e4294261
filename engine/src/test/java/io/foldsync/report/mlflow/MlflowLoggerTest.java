package io.foldsync.report.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.FakeRun;
import io.foldsync.report.MemoryFolder;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlflowLoggerTest {
    private static final StopReason DONE = new StopReason("epochs_done", "3 epochs done");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_001_500L), ZoneOffset.UTC);
    private static final MlflowHttp.Waits SHORT =
            new MlflowHttp.Waits(Duration.ofSeconds(5), Duration.ofMillis(2), Duration.ofSeconds(20));
    private static final String LOG_BATCH = "POST /api/2.0/mlflow/runs/log-batch";

    private final StubMlflow server = new StubMlflow();
    private final MemoryFolder folder = new MemoryFolder();

    @AfterEach
    void close() {
        server.close();
    }

    private MlflowSettings settings() {
        return MlflowSettings.defaults().withUri(server.uri() + "/").withExperiment("digits & more");
    }

    private static MlflowLogger logger(MlflowSettings settings, MlflowHttp.Waits waits) {
        return MlflowLogger.of(settings, Map.of(), waits, CLOCK);
    }

    private static RunHeader header(int folds) {
        return FakeRun.header(folds, 3)
                .withIdentity("run-1", Map.of("training.lr", "0.001", "model.layers[0]:x", "y".repeat(7000)));
    }

    private void watch(RunView view, History history) {
        view.writingTo(folder);
        view.started(header(history.last().folds()));
        for (Round round : history.rounds()) {
            view.met(round, FakeRun.timings(round.folds(), round.epoch()));
        }
        view.finished(history, DONE);
    }

    private void complete(RunView view) {
        watch(view, FakeRun.history(2, 3));
        view.completed(FakeRun.record(2, 3));
    }

    @Test
    void aRunHasItsFoldsNestedInIt() {
        MlflowSettings settings = settings().withRunName("tuesday").withTags(Map.of("team", "vision"));
        complete(logger(settings, SHORT));
        assertThat(server.faults).isEmpty();
        assertThat(server.experiments).containsOnlyKeys("digits & more");
        assertThat(server.runs.values())
                .extracting(run -> run.name)
                .containsExactly("tuesday", "tuesday fold 0", "tuesday fold 1");
        String all = server.runs.keySet().iterator().next();
        assertThat(server.run("tuesday fold 1").tags)
                .containsEntry("mlflow.parentRunId", all)
                .containsEntry("foldsync.fold", "1");
        assertThat(server.run("tuesday").tags)
                .containsEntry("team", "vision")
                .containsEntry("foldsync.run_id", "run-1")
                .containsEntry("foldsync.stop_reason", "epochs_done: 3 epochs done")
                .doesNotContainKey("mlflow.parentRunId");
        assertThat(server.runs.values()).allMatch(run -> run.status.equals("FINISHED"));
        assertThat(server.runs.values()).allMatch(run -> run.start == CLOCK.millis() && run.end == CLOCK.millis());
    }

    @Test
    void metricsHaveTheirEpochsAndParametersTheirLimits() {
        complete(logger(settings(), SHORT));
        History history = FakeRun.history(2, 3);
        StubMlflow.Run all = server.run("digits-mlp");
        assertThat(all.values("val_loss"))
                .containsExactlyElementsOf(history.means("val_loss").boxed().toList());
        assertThat(all.values("lr")).containsExactly(0.001, 0.001, 0.001);
        assertThat(all.values("result/val_accuracy_mean")).hasSize(1);
        assertThat(all.values("result/val_accuracy_lower")).hasSize(1);
        StubMlflow.Run fold = server.run("digits-mlp fold 1");
        assertThat(fold.values("val_loss"))
                .containsExactlyElementsOf(history.rounds().stream()
                        .map(round -> round.reports().get(1).value("val_loss"))
                        .toList());
        assertThat(fold.metrics)
                .extracting(metric -> metric.get("step").asInt())
                .contains(0, 1, 2);
        assertThat(fold.values("time/train_seconds")).containsExactly(0.031, 0.031, 0.031);
        assertThat(all.params).containsEntry("training.lr", "0.001").containsKey("model.layers_0__x");
        assertThat(all.params.get("model.layers_0__x")).hasSize(500).endsWith("y...");
    }

    @Test
    void aValueThatIsNotFiniteIsToldAsProtocolBuffersWriteIt() {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_loss", (fold, epoch) -> fold == 0 ? Double.NaN : Double.NEGATIVE_INFINITY);
        watch(logger(settings(), SHORT), FakeRun.history(2, 1, curves));
        assertThat(server.faults).isEmpty();
        assertThat(server.run("digits-mlp fold 0").metrics)
                .anyMatch(metric -> metric.get("value").asText().equals("NaN"));
        assertThat(server.run("digits-mlp fold 1").metrics)
                .anyMatch(metric -> metric.get("value").asText().equals("-Infinity"));
    }

    @Test
    void moreThanACallMayHoldGoesInSeveral() {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        for (int i = 0; i < 700; i++) {
            curves.put("val_" + i, (fold, epoch) -> epoch);
        }
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 250; i++) {
            many.put("p" + i, "v");
        }
        MlflowLogger logger = logger(settings(), SHORT);
        logger.started(FakeRun.header(1, 3).withIdentity("run-1", many));
        FakeRun.history(1, 3, curves).rounds().forEach(round -> logger.met(round, List.of()));
        logger.finished(FakeRun.history(1, 3, curves), DONE);
        assertThat(server.faults).isEmpty();
        assertThat(server.run("digits-mlp").params).hasSize(250);
        assertThat(server.run("digits-mlp fold 0").metrics).hasSize(2100);
    }

    @Test
    void filesGoThroughTheServersProxy() {
        folder.files.put("report.html", "<html>ä".getBytes(StandardCharsets.UTF_8));
        folder.files.put("result.json", "{}".getBytes(StandardCharsets.UTF_8));
        complete(logger(settings(), SHORT));
        String all = server.runs.keySet().iterator().next();
        assertThat(server.artifacts)
                .containsOnly(
                        Map.entry("1/" + all + "/artifacts/report.html", "<html>ä"),
                        Map.entry("1/" + all + "/artifacts/result.json", "{}"));
    }

    @Test
    void aServerThatTakesNoFilesGetsNoneAndTheRunIsFinished() {
        folder.files.put("report.html", new byte[] {1});
        folder.files.put("result.json", new byte[] {1});
        server.mischief = call -> {
            boolean file = call.getRequestMethod().equals("PUT");
            if (file) {
                StubMlflow.answer(call, 501, "<html>not served</html>");
            }
            return file;
        };
        complete(logger(settings(), SHORT));
        assertThat(server.calls.stream().filter(call -> call.startsWith("PUT"))).hasSize(1);
        server.artifactRoot = "dbfs:/databricks/";
        complete(logger(settings(), SHORT));
        complete(logger(settings().withArtifacts(false), SHORT));
        assertThat(server.calls.stream().filter(call -> call.startsWith("PUT"))).hasSize(1);
        assertThat(server.runs.values()).hasSize(9).allMatch(run -> run.status.equals("FINISHED"));
    }

    @Test
    void aRunOfAStudyHangsBelowTheStudysRun() {
        server.experiments.put("digits & more", "1");
        server.runs.put("study", new StubMlflow.Run());
        complete(logger(settings().withParentRun("study"), SHORT));
        assertThat(server.faults).isEmpty();
        assertThat(server.run("digits-mlp").tags).containsEntry("mlflow.parentRunId", "study");
    }

    @Test
    void aRunThatFailsIsFailedAndOneThatIsInterruptedIsKilled() {
        RunView failing = logger(settings().withRunName("one"), SHORT);
        watch(failing, FakeRun.history(2, 3));
        failing.failed(new IllegalStateException("no room left"));
        RunView killed = logger(settings().withRunName("two"), SHORT);
        watch(killed, FakeRun.history(2, 3));
        FoldSyncException interrupted = FoldSyncException.interrupted("epoch 3", new InterruptedException());
        assertThat(Thread.interrupted()).isTrue(); // loggers have a thread of their own, which nobody has interrupted
        killed.failed(interrupted);
        assertThat(server.faults).isEmpty();
        assertThat(server.run("one").status).isEqualTo("FAILED");
        assertThat(server.run("one").tags).containsEntry("foldsync.failure", "no room left");
        assertThat(server.run("one fold 0").status).isEqualTo("FAILED");
        assertThat(server.run("two").status).isEqualTo("KILLED");
    }

    @Test
    void aServerThatIsBusyOrBrokenNowAndThenLosesNothing() {
        AtomicInteger calls = new AtomicInteger();
        server.mischief = call -> {
            int number = calls.incrementAndGet();
            if (number % 3 == 0) {
                return false;
            }
            if (number % 3 == 1) {
                call.getResponseHeaders().set("Retry-After", "0");
                StubMlflow.answer(call, 429, "slow down");
            } else {
                StubMlflow.answer(call, 503, "");
            }
            return true;
        };
        complete(logger(settings(), SHORT));
        assertThat(server.faults).isEmpty();
        assertThat(server.run("digits-mlp").values("val_loss")).hasSize(3);
        assertThat(server.runs.values()).hasSize(3).allMatch(run -> run.status.equals("FINISHED"));
    }

    @Test
    void aConnectionThatBreaksIsMadeAgain() {
        AtomicInteger calls = new AtomicInteger();
        server.mischief = call -> {
            boolean first = call.getRequestURI().getPath().endsWith("log-batch") && calls.getAndIncrement() == 0;
            if (first) {
                call.close(); // without an answer
            }
            return first;
        };
        complete(logger(settings(), SHORT));
        assertThat(server.calls.stream().filter(LOG_BATCH::equals).count()).isGreaterThan(2);
        assertThat(server.runs.values()).hasSize(3).allMatch(run -> run.status.equals("FINISHED"));
    }

    @Test
    void aServerThatRefusesIsAskedOnceAndTheReasonIsTold() {
        server.mischief = call -> {
            StubMlflow.answer(call, 403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}");
            return true;
        };
        assertThatThrownBy(() -> logger(settings(), SHORT).started(header(2)))
                .hasMessage("MLflow answered 403 PERMISSION_DENIED to GET /api/2.0/mlflow/experiments/get-by-name:"
                        + " not yours");
        assertThat(server.calls).hasSize(1);
    }

    @Test
    void aServerThatIsNotThereIsGivenUpAfterAWhile() {
        server.close();
        MlflowHttp.Waits waits =
                new MlflowHttp.Waits(Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(200));
        assertThatThrownBy(() -> logger(settings(), waits).started(header(2)))
                .hasMessageStartingWith(
                        "MLflow gave no answer to GET /api/2.0/mlflow/experiments/get-by-name for PT0.2S");
    }

    @Test
    void aServerThatHangsHoldsTheRunNoLongerThanItsPatience() {
        CountDownLatch forever = new CountDownLatch(1);
        server.mischief = call -> {
            forever.await();
            return true;
        };
        RunView view = logger(settings(), SHORT).inBackground(Duration.ofMillis(300));
        long before = System.nanoTime();
        watch(view, FakeRun.history(2, 3));
        Duration watched = Duration.ofNanos(System.nanoTime() - before);
        view.completed(FakeRun.record(2, 3));
        assertThat(watched).isLessThan(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        forever.countDown();
    }

    @Test
    void aRedirectionIsNotFollowedWithAToken() {
        try (StubMlflow other = new StubMlflow()) {
            server.mischief = call -> {
                call.getResponseHeaders().set("Location", other.uri() + call.getRequestURI());
                StubMlflow.answer(call, 302, "");
                return true;
            };
            MlflowLogger logger = MlflowLogger.of(settings(), Map.of("MLFLOW_TRACKING_TOKEN", "t0ken"), SHORT, CLOCK);
            assertThatThrownBy(() -> logger.started(header(2))).hasMessageContaining("MLflow answered 302");
            assertThat(server.authorizations).containsExactly("Bearer t0ken");
            assertThat(other.calls).isEmpty();
        }
    }
}
