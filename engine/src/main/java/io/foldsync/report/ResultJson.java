package io.foldsync.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.foldsync.metric.LabelCount;
import io.foldsync.policy.Best;
import io.foldsync.stats.Interval;
import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The contents of {@code result.json}; {@code engine/docs/results.md} lists its fields. Keys come in a fixed order,
 * measures by name, numbers in the fewest digits that read back the same; NaN and infinities, which JSON lacks, are null.
 * Equal records give equal bytes.
 */
public final class ResultJson {
    /** Raised when a reader of the earlier format would misread the new one. */
    static final String FORMAT = "foldsync-result/1";

    private static final JsonFactory JSON = new JsonFactory();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private ResultJson() {}

    /** Writes UTF-8 and leaves {@code out} open. */
    public static void write(RunRecord run, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(LINES));
            json.writeStartObject();
            run(json, run);
            measures(json, run.measures());
            rows(json, run.rows());
            confusion(json, run.confusion());
            if (run.labels().isPresent()) {
                labels(json, run.labels().get());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void run(JsonGenerator json, RunRecord run) throws IOException {
        json.writeStringField("format", FORMAT);
        json.writeStringField("title", run.header().title());
        json.writeNumberField("folds", run.header().folds());
        json.writeNumberField("epochsPlanned", run.header().epochs());
        json.writeNumberField("epochsTrained", run.history().epochs());
        json.writeObjectFieldStart("stopReason");
        json.writeStringField("code", run.reason().code());
        json.writeStringField("text", run.reason().text());
        json.writeEndObject();
        json.writeObjectFieldStart("headline");
        json.writeStringField("measure", run.header().headline().measure());
        json.writeStringField(
                "direction", run.header().headline().direction().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
        Optional<Best> best = run.best();
        if (best.isPresent()) {
            json.writeObjectFieldStart("bestEpoch");
            json.writeNumberField("epoch", best.get().epoch());
            number(json, "mean", best.get().value());
            json.writeStringField(
                    "note", "found by looking at the validation rows: its mean is optimistic and not the result");
            json.writeEndObject();
        } else {
            json.writeNullField("bestEpoch");
        }
        if (run.restored().isPresent()) {
            Restored restored = run.restored().get();
            json.writeObjectFieldStart("restoredEpoch");
            json.writeNumberField("epoch", restored.best().epoch());
            json.writeStringField("measure", restored.monitor().measure());
            number(json, "value", restored.best().value());
            json.writeEndObject();
        } else {
            json.writeNullField("restoredEpoch");
        }
    }

    private static void measures(JsonGenerator json, List<MeasureResult> measures) throws IOException {
        json.writeObjectFieldStart("measures");
        for (MeasureResult measure : measures.stream()
                .sorted(Comparator.comparing(MeasureResult::name))
                .toList()) {
            Summary summary = measure.summary();
            json.writeObjectFieldStart(measure.name());
            number(json, "mean", summary.mean());
            number(json, "sd", summary.sd());
            number(json, "min", summary.min());
            number(json, "max", summary.max());
            json.writeFieldName("values");
            numbers(json, summary.values());
            number(json, "pooled", summary.pooled().orElse(Double.NaN));
            if (measure.interval().isPresent()) {
                Interval interval = measure.interval().get();
                json.writeObjectFieldStart("interval");
                number(json, "lower", interval.lower());
                number(json, "upper", interval.upper());
                number(json, "level", interval.level());
                json.writeStringField("method", interval.method());
                json.writeEndObject();
            } else {
                json.writeNullField("interval");
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void rows(JsonGenerator json, List<FoldRows> rows) throws IOException {
        json.writeArrayFieldStart("foldRows");
        for (FoldRows fold : rows) {
            json.writeStartObject();
            json.writeNumberField("train", fold.train());
            json.writeNumberField("validate", fold.validate());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void confusion(JsonGenerator json, Optional<Confusion> confusion) throws IOException {
        if (confusion.isEmpty()) {
            json.writeNullField("confusion");
            return;
        }
        json.writeObjectFieldStart("confusion");
        json.writeArrayFieldStart("classes");
        for (String name : confusion.get().classes()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("weights");
        for (List<Double> row : confusion.get().weights()) {
            numbers(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void labels(JsonGenerator json, LabelScores labels) throws IOException {
        json.writeArrayFieldStart("labels");
        for (int i = 0; i < labels.names().size(); i++) {
            LabelCount count = labels.counts().get(i);
            json.writeStartObject();
            json.writeStringField("name", labels.names().get(i));
            number(json, "rows", count.rows());
            number(json, "precision", count.precision());
            number(json, "recall", count.recall());
            number(json, "f1", count.f1());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, List<Double> values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            number(json, value);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String key, double value) throws IOException {
        json.writeFieldName(key);
        number(json, value);
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(ShortestDouble.text(value));
        } else {
            json.writeNull();
        }
    }
}
