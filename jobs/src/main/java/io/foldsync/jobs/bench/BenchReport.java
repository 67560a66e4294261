package io.foldsync.jobs.bench;

import io.foldsync.nn.Natives;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a benchmark found.
 *
 * @param startSeconds from the start of Java until Spark was up
 * @param gigaflopsPerThread the machine's limit for float32 matrix products, measured between the runs; empty on a cluster
 */
public record BenchReport(
        String sparkVersion,
        String master,
        double startSeconds,
        OptionalDouble gigaflopsPerThread,
        List<WorkloadReport> workloads) {

    public BenchReport {
        workloads = List.copyOf(workloads);
    }

    static String javaVersion() {
        return Runtime.version().toString();
    }

    static String libtorchVersion() {
        return Natives.version();
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
