package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FileLoggersTest {
    private static final StopReason DONE = new StopReason("epochs_done", "2 epochs done");
    private static final long SECOND = 1_000_000_000L;

    private final MemoryFolder folder = new MemoryFolder();
    private final AtomicLong nanos = new AtomicLong(-7);
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.6789Z"), ZoneOffset.UTC);

    private static History history() {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put(
                "val_loss", (fold, epoch) -> fold == 1 && epoch == 1 ? Double.NaN : 0.5 - 0.25 * epoch + 0.125 * fold);
        curves.put("val_accuracy", (fold, epoch) -> 0.5 + 0.25 * epoch);
        return FakeRun.history(2, 2, curves);
    }

    private static RunHeader header() {
        return FakeRun.header(2, 20).withIdentity("run-1", Map.of("training.lr", "0.001"));
    }

    private void run(RunView view) {
        view.writingTo(folder);
        view.started(header());
        for (Round round : history().rounds()) {
            view.met(round, FakeRun.timings(2, round.epoch()));
        }
        view.finished(history(), DONE);
    }

    @Test
    void theTableHoldsWhatTheFoldsMetWith() {
        run(new CsvLogger(nanos::get));
        assertThat(folder.text("epochs.csv").split("\r\n"))
                .containsExactly(
                        "epoch,lr,val_accuracy_mean,val_accuracy_sd,val_loss_mean,val_loss_sd",
                        "0,0.001,0.5,0.0,0.5625,0.08838834764831845",
                        "1,0.001,0.75,0.0,NaN,NaN");
    }

    @Test
    void anEpochWithoutAMeasureLeavesItsFieldsEmpty() throws IOException {
        TreeMap<String, FakeRun.Curve> loss = new TreeMap<>(Map.of("val_loss", (fold, epoch) -> 0.5));
        TreeMap<String, FakeRun.Curve> other = new TreeMap<>(Map.of("train_loss", (fold, epoch) -> 0.25));
        StringBuilder out = new StringBuilder();
        EpochsCsv.write(
                List.of(
                        FakeRun.history(2, 1, loss).last(),
                        FakeRun.history(2, 2, other).last()),
                out);
        assertThat(out.toString().lines().skip(1)).containsExactly("0,0.001,,,0.5,0.0", "1,0.001,0.25,0.0,,");
    }

    @Test
    void everyEventIsALineOfJsonInItsOrder() throws IOException {
        RunView view = new JsonLinesLogger(clock, nanos::get);
        run(view);
        view.completed(FakeRun.record(2, 2, history()));
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.path("event").asText())
                .containsExactly(
                        "run_started",
                        "fold_epoch",
                        "fold_epoch",
                        "round",
                        "fold_epoch",
                        "fold_epoch",
                        "round",
                        "training_finished",
                        "run_completed");
        assertThat(events).allMatch(event -> event.path("time").asText().equals("2026-01-02T03:04:05.678Z"));
        assertThat(folder.text("events.jsonl").lines())
                .contains(
                        "{\"event\":\"run_started\",\"time\":\"2026-01-02T03:04:05.678Z\",\"format\":\"foldsync-events/1\","
                                + "\"run\":\"run-1\",\"title\":\"digits-mlp\",\"subtitle\":\"1,797 rows, stratified folds,"
                                + " mlp 64-256-128-10\",\"folds\":2,\"epochsPlanned\":20,\"headline\":\"val_accuracy\","
                                + "\"parameters\":{\"training.lr\":\"0.001\"}}",
                        "{\"event\":\"fold_epoch\",\"time\":\"2026-01-02T03:04:05.678Z\",\"epoch\":1,\"lr\":0.001,\"fold\":1,"
                                + "\"measures\":{\"val_accuracy\":0.75,\"val_loss\":null},\"trainSeconds\":0.031,"
                                + "\"validateSeconds\":0.004,\"trainRows\":1617,\"place\":\"executor 1, cpu\"}",
                        "{\"event\":\"round\",\"time\":\"2026-01-02T03:04:05.678Z\",\"epoch\":0,\"lr\":0.001,"
                                + "\"means\":{\"val_accuracy\":0.5,\"val_loss\":0.5625},"
                                + "\"sds\":{\"val_accuracy\":0.0,\"val_loss\":0.08838834764831845}}");
        assertThat(events.get(7).at("/stopReason/code").asText()).isEqualTo("epochs_done");
        assertThat(events.get(8).at("/measures/val_accuracy/mean").asDouble()).isEqualTo(0.75);
    }

    @Test
    void aRunThatFailsSaysWhy() throws IOException {
        RunView view = new JsonLinesLogger(clock, nanos::get);
        run(view);
        view.failed(new IllegalStateException("no \"room\"\nleft"));
        JsonNode last = events().get(8);
        assertThat(last.path("event").asText()).isEqualTo("run_failed");
        assertThat(last.path("message").asText()).isEqualTo("no \"room\"\nleft");
    }

    @Test
    void filesAreWrittenAtOnceThenEveryThirtySecondsAndAtTheEnd() {
        RunView view = new JsonLinesLogger(clock, nanos::get);
        view.writingTo(folder);
        view.started(header());
        assertThat(folder.writes).isEqualTo(1);
        List<Integer> writes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            nanos.addAndGet(10 * SECOND);
            view.met(history().last(), List.of());
            writes.add(folder.writes);
        }
        assertThat(writes).containsExactly(1, 1, 2, 2, 2, 3, 3);
        view.finished(history(), DONE);
        assertThat(folder.writes).isEqualTo(4);
    }

    @Test
    void aLoggerIsGoodForOneRunAfterTheOther() throws IOException {
        RunView view = new JsonLinesLogger(clock, nanos::get);
        run(view);
        run(view);
        assertThat(events()).hasSize(8);
        RunView table = new CsvLogger(nanos::get);
        run(table);
        run(table);
        assertThat(folder.text("epochs.csv").lines()).hasSize(3);
    }

    @Test
    void aRunWithoutFilesIsToldSo() {
        assertThatThrownBy(() -> new JsonLinesLogger().started(header()))
                .hasMessage("the run keeps no files, so there is no place for events.jsonl: give the run an output");
    }

    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : folder.text("events.jsonl").lines().toList()) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }
}
