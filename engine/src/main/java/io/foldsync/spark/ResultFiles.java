package io.foldsync.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.foldsync.history.FoldRecovery;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.report.CurvesSvg;
import io.foldsync.report.Fact;
import io.foldsync.report.FoldsSvg;
import io.foldsync.report.HistoryCsv;
import io.foldsync.report.HtmlReport;
import io.foldsync.report.RecoveriesCsv;
import io.foldsync.report.ResultJson;
import io.foldsync.report.ResultText;
import io.foldsync.report.RunRecord;
import io.foldsync.report.TimingsCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The driver's files of a run, each written whole or not at all. */
final class ResultFiles {
    /** Writes text. */
    private interface Text {
        void writeTo(Appendable out) throws IOException;
    }

    private final OutputDirectory output;

    ResultFiles(OutputDirectory output) {
        this.output = output;
    }

    /** Everything a finished run leaves, but for predictions and networks. */
    void write(RunRecord run, List<FoldTiming> timings, Map<String, Object> configuration) {
        progress(run.history(), timings);
        output.write("result.json", out -> ResultJson.write(run, out));
        text("result.txt", out -> ResultText.write(run, out));
        text("curves.svg", out -> CurvesSvg.write(run, out));
        text("folds.svg", out -> FoldsSvg.write(run, out));
        text("report.html", out -> HtmlReport.write(run, out));
        output.write("manifest.json", out -> manifest(run, configuration, out));
    }

    /** What is known while a run goes, so that a run that is stopped leaves its history. */
    void progress(History history, List<FoldTiming> timings) {
        text("history.csv", out -> HistoryCsv.write(history, out));
        text("timings.csv", out -> TimingsCsv.write(timings, out));
    }

    /** The folds that had to do epochs again; only when there are any. */
    void recoveries(List<FoldRecovery> recoveries) {
        if (!recoveries.isEmpty()) {
            text("recoveries.csv", out -> RecoveriesCsv.write(recoveries, out));
        }
    }

    private void text(String name, Text content) {
        output.write(name, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            content.writeTo(writer);
            writer.flush();
        });
    }

    private static void manifest(RunRecord run, Map<String, Object> configuration, OutputStream out)
            throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("title", run.header().title());
        manifest.put("subtitle", run.header().subtitle());
        for (Fact fact : run.facts()) {
            manifest.put(fact.name().replace(' ', '_'), fact.value());
        }
        manifest.put("configuration", Redaction.of(configuration));
        out.write(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
    }
}
