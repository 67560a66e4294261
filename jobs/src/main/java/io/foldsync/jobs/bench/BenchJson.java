package io.foldsync.jobs.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalDouble;

/** A benchmark's report for programs; what is not known is null. Keys come in a fixed order. */
public final class BenchJson {
    /** Raised when a reader of the earlier format would misread the new one. */
    static final String FORMAT = "foldsync-bench/1";

    private static final JsonFactory JSON = new JsonFactory();

    private BenchJson() {}

    /**
     * Writes UTF-8 and leaves {@code out} open.
     *
     * @param wholeSeconds from the start of the process until now
     */
    public static void write(BenchReport report, double wholeSeconds, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("java", BenchReport.javaVersion());
            json.writeStringField("spark", report.sparkVersion());
            json.writeStringField("libtorch", BenchReport.libtorchVersion());
            json.writeStringField("master", report.master());
            json.writeNumberField("processors", BenchReport.processors());
            json.writeNumberField("startSeconds", report.startSeconds());
            json.writeNumberField("wholeSeconds", wholeSeconds);
            number(json, "gemmGigaflopsPerThread", report.gigaflopsPerThread());
            json.writeArrayFieldStart("workloads");
            for (WorkloadReport workload : report.workloads()) {
                workload(json, workload, report.gigaflopsPerThread());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void workload(JsonGenerator json, WorkloadReport report, OptionalDouble limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", report.workload().name());
        json.writeStringField("network", report.workload().network().describe());
        json.writeStringField("data", report.data());
        json.writeBooleanField("synthetic", report.synthetic());
        json.writeNumberField("rows", report.workload().rows());
        json.writeNumberField("folds", report.workload().folds());
        json.writeNumberField("epochs", report.workload().epochs());
        json.writeNumberField("threads", report.threads());
        number(
                json,
                "megaflopPerSample",
                report.flopPerSample().stream().mapToDouble(flop -> flop * 1e-6).max());
        spread(json, "samplesPerSecond", report.over(RunCost::samplesPerSecond));
        spread(json, "wallSeconds", report.over(RunCost::wallSeconds));
        number(json, "fractionOfGemm", report.fractionOfGemm(limit));
        number(json, "meetingSeconds", report.meetingSeconds());
        json.writeNumberField("accuracy", report.accuracy());
        number(json, "peakMebibytes", report.peakMebibytes());
        number(json, "otherCores", report.otherCores());
        json.writeArrayFieldStart("runs");
        for (RunCost run : report.runs()) {
            run(json, run);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, RunCost run) throws IOException {
        json.writeStartObject();
        json.writeNumberField("trainedRows", run.trainedRows());
        json.writeNumberField("wallSeconds", run.wallSeconds());
        json.writeNumberField("samplesPerSecond", run.samplesPerSecond());
        json.writeNumberField("firstEpochStartSeconds", run.firstEpochStartSeconds());
        json.writeNumberField("firstEpochEndSeconds", run.firstEpochEndSeconds());
        number(json, "meetingSeconds", run.meetingSeconds());
        json.writeNumberField("accuracy", run.accuracy());
        number(json, "peakMebibytes", run.peakMebibytes());
        number(json, "otherCores", run.otherCores());
        json.writeEndObject();
    }

    private static void spread(JsonGenerator json, String key, Spread spread) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeNumberField("median", spread.median());
        json.writeNumberField("min", spread.min());
        json.writeNumberField("max", spread.max());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String key, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(key, value.getAsDouble());
        } else {
            json.writeNullField(key);
        }
    }
}
