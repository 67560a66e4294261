package io.foldsync.jobs.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What this process uses of the machine, and what others use meanwhile. From Linux's {@code /proc}; empty where there is
 * none.
 */
public final class ProcessMeter {
    private static final Path PROC = Path.of("/proc");

    /** Linux tells programs times in hundredths of a second, whatever its own clock ticks. */
    private static final double TICKS_PER_SECOND = 100;

    private final Optional<Double> busyAtStart = busySeconds();
    private final double ownAtStart = ownSeconds();
    private final long start = System.nanoTime();

    private ProcessMeter() {}

    /** A meter that begins now. */
    static ProcessMeter start() {
        return new ProcessMeter();
    }

    /** The mean number of cores that other processes have kept busy since the start. */
    OptionalDouble otherCores() {
        double wall = (System.nanoTime() - start) * 1e-9;
        double own = ownSeconds() - ownAtStart;
        return busyAtStart
                .flatMap(before -> busySeconds().map(now -> Math.max(0, (now - before - own) / wall)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** The most memory that the process has held at a time so far, {@code VmHWM}, in units of 2^20 bytes. */
    static OptionalDouble peakMebibytes() {
        return status("VmHWM:");
    }

    /** The memory that the process holds now, {@code VmRSS}, in units of 2^20 bytes. */
    static OptionalDouble residentMebibytes() {
        return status("VmRSS:");
    }

    private static OptionalDouble status(String name) {
        return lines("self/status")
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(words(line)[1]) / 1024)
                .findFirst();
    }

    /** Seconds since this Java was started. */
    public static double javaSeconds() {
        return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
    }

    /**
     * Seconds since the process was started, which {@code deploy/foldsync} was before it became Java; where there is no
     * {@code /proc}, since Java was.
     */
    public static double processSeconds() {
        Optional<Double> up = lines("uptime").findFirst().map(line -> Double.valueOf(words(line)[0]));
        // The name, the second field, may hold anything but ends with the last parenthesis; field 22 is the start.
        Optional<Double> born = lines("self/stat")
                .findFirst()
                .map(line -> words(line.substring(line.lastIndexOf(')') + 1))[19])
                .map(ticks -> Long.parseLong(ticks) / TICKS_PER_SECOND);
        return up.flatMap(now -> born.map(then -> now - then)).orElseGet(ProcessMeter::javaSeconds);
    }

    private static double ownSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                * 1e-9;
    }

    /** Seconds that all cores of the machine together have worked: user, nice, system, irq, softirq and steal. */
    private static Optional<Double> busySeconds() {
        return lines("stat").findFirst().map(line -> {
            String[] ticks = words(line);
            double busy = 0;
            for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
                busy += Double.parseDouble(ticks[field]);
            }
            return busy / TICKS_PER_SECOND;
        });
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+", -1);
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(PROC.resolve(file)).stream();
        } catch (IOException e) {
            return Stream.empty(); // no Linux, or a sandbox that hides it
        }
    }
}
