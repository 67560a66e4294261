package io.foldsync.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Keeps {@code events.jsonl} in the run's folder: one JSON object a line, in the order things happened, each with the
 * {@code event} and its {@code time}. {@code run_started}, then for every meeting one {@code fold_epoch} a fold and one
 * {@code round}, then {@code training_finished}, then {@code run_completed} or {@code run_failed}; {@code
 * engine/docs/loggers.md} lists their fields. Written anew at intervals and at the end, because few file systems can append.
 */
public final class JsonLinesLogger implements RunView {
    private static final String FILE = "events.jsonl";

    /** Raised when a reader of the earlier format would misread the new one. */
    static final String FORMAT = "foldsync-events/1";

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final Clock clock;
    private final Every every;
    private RunFolder folder = RunFolder.none();

    /** A logger that writes at most every 30 seconds, and at the end. */
    public JsonLinesLogger() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    JsonLinesLogger(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.every = new Every(Duration.ofSeconds(30), nanos);
    }

    @Override
    public void writingTo(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(RunHeader header) {
        lines.reset();
        line("run_started", json -> {
            json.writeStringField("format", FORMAT);
            json.writeStringField("run", header.runId());
            json.writeStringField("title", header.title());
            json.writeStringField("subtitle", header.subtitle());
            json.writeNumberField("folds", header.folds());
            json.writeNumberField("epochsPlanned", header.epochs());
            json.writeStringField("headline", header.headline().measure());
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> parameter : header.parameters().entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
        });
        publishIfDue();
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        Map<Integer, FoldTiming> byFold =
                timings.stream().collect(Collectors.toMap(FoldTiming::fold, timing -> timing, (first, again) -> again));
        for (EpochReport report : round.reports()) {
            line("fold_epoch", json -> {
                epoch(json, round);
                json.writeNumberField("fold", report.fold());
                EventJson.numbers(json, "measures", report.values());
                FoldTiming timing = byFold.get(report.fold());
                if (timing != null) {
                    EventJson.number(json, "trainSeconds", timing.trainSeconds());
                    EventJson.number(json, "validateSeconds", timing.validateSeconds());
                    json.writeNumberField("trainRows", timing.trainRows());
                    json.writeStringField("place", timing.place());
                }
            });
        }
        line("round", json -> {
            epoch(json, round);
            Map<String, Double> means = new TreeMap<>();
            Map<String, Double> sds = new TreeMap<>();
            for (String measure : round.measures()) {
                Summary folds = Summary.of(measure, round.values(measure).toArray());
                means.put(measure, folds.mean());
                sds.put(measure, folds.sd());
            }
            EventJson.numbers(json, "means", means);
            EventJson.numbers(json, "sds", sds);
        });
        publishIfDue();
    }

    private static void epoch(JsonGenerator json, Round round) throws IOException {
        json.writeNumberField("epoch", round.epoch());
        EventJson.number(json, "lr", round.order().lr());
    }

    @Override
    public void finished(History history, StopReason reason) {
        line("training_finished", json -> {
            json.writeNumberField("epochsTrained", history.epochs());
            json.writeObjectFieldStart("stopReason");
            json.writeStringField("code", reason.code());
            json.writeStringField("text", reason.text());
            json.writeEndObject();
        });
        publish();
    }

    @Override
    public void completed(RunRecord run) {
        line("run_completed", json -> {
            json.writeObjectFieldStart("measures");
            for (MeasureResult measure : run.measures()) {
                json.writeObjectFieldStart(measure.name());
                EventJson.number(json, "mean", measure.summary().mean());
                EventJson.number(json, "sd", measure.summary().sd());
                EventJson.number(json, "pooled", measure.summary().pooled().orElse(Double.NaN));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        publish();
    }

    @Override
    public void failed(Throwable cause) {
        line("run_failed", json -> {
            json.writeStringField("error", cause.getClass().getName());
            json.writeStringField("message", String.valueOf(cause.getMessage()));
        });
        publish();
    }

    private void line(String event, EventJson.Fields fields) {
        EventJson.line(lines, event, clock.instant(), fields);
    }

    private void publishIfDue() {
        if (every.due()) {
            publish();
        }
    }

    private void publish() {
        folder.write(FILE, lines::writeTo);
    }
}
