package io.foldsync.jobs.bench;

import io.foldsync.report.TextTable;
import io.foldsync.report.TextTable.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A benchmark's report for people: a column a workload, then the machine. */
public final class BenchText {
    private static final String UNKNOWN = "-";

    private record Line(String heading, Function<WorkloadReport, String> cell) {}

    private BenchText() {}

    /** @param wholeSeconds from the start of the process until now */
    public static String of(BenchReport report, double wholeSeconds) {
        List<Line> rows = lines(report.gigaflopsPerThread());
        TextTable table = new TextTable()
                .column(Edge.LEFT, rows.stream().map(Line::heading).toList());
        for (WorkloadReport workload : report.workloads()) {
            table.column(
                    Edge.RIGHT,
                    rows.stream().map(row -> row.cell().apply(workload)).toList());
        }
        List<String> text = new ArrayList<>(table.lines());
        text.add("");
        report.workloads().stream()
                .map(workload -> "data of " + workload.workload().name() + ": " + workload.data())
                .forEach(text::add);
        text.add(machine(report));
        text.add(String.format(
                Locale.ROOT,
                "start of Java and Spark %.1f s, whole process %.1f s",
                report.startSeconds(),
                wholeSeconds));
        return String.join("\n", text);
    }

    private static List<Line> lines(OptionalDouble limit) {
        return Stream.of(
                        new Line("", report -> report.workload().name()),
                        new Line("data", report -> report.synthetic() ? "synthetic" : "read"),
                        new Line(
                                "rows",
                                report -> number("%,.0f", report.workload().rows())),
                        new Line("folds", report -> "" + report.workload().folds()),
                        new Line("epochs", report -> "" + report.workload().epochs()),
                        new Line("threads", report -> report.threads() == 0 ? UNKNOWN : "" + report.threads()),
                        new Line("runs", report -> "" + report.runs().size()),
                        new Line("samples a second, median", report -> rate(report, Spread::median)),
                        new Line("  least", report -> rate(report, Spread::min)),
                        new Line("  most", report -> rate(report, Spread::max)),
                        new Line(
                                "training and validation, s",
                                report -> number(
                                        "%.2f",
                                        report.over(RunCost::wallSeconds).median())),
                        new Line("meeting of the folds, ms", report -> number("%.2f", milliseconds(report))),
                        new Line("share of the GEMM limit", report -> number("%.3f", report.fractionOfGemm(limit))),
                        new Line("validation accuracy", report -> number("%.4f", report.accuracy())),
                        new Line("peak memory of the process, MiB", report -> number("%,.0f", report.peakMebibytes())),
                        new Line(
                                "first epoch begins after, s",
                                report -> number("%.2f", report.runs().get(0).firstEpochStartSeconds())),
                        new Line(
                                "first epoch ends after, s",
                                report -> number("%.2f", report.runs().get(0).firstEpochEndSeconds())),
                        new Line("cores busy for others", report -> number("%.2f", report.otherCores())))
                .toList();
    }

    private static String rate(WorkloadReport report, ToDoubleFunction<Spread> which) {
        return number("%,.0f", which.applyAsDouble(report.over(RunCost::samplesPerSecond)));
    }

    private static OptionalDouble milliseconds(WorkloadReport report) {
        return report.meetingSeconds().stream().map(seconds -> 1e3 * seconds).findFirst();
    }

    private static String machine(BenchReport report) {
        return String.format(
                Locale.ROOT,
                "%s on %d processors; GEMM limit %s; Java %s, Spark %s, libtorch %s",
                report.master(),
                BenchReport.processors(),
                limit(report.gigaflopsPerThread()),
                BenchReport.javaVersion(),
                report.sparkVersion(),
                BenchReport.libtorchVersion());
    }

    private static String limit(OptionalDouble gigaflops) {
        return gigaflops.isPresent()
                ? number("%.1f GFLOP/s a thread", gigaflops.getAsDouble())
                : "unknown of a cluster's machines";
    }

    private static String number(String format, OptionalDouble value) {
        return value.isPresent() ? number(format, value.getAsDouble()) : UNKNOWN;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
