package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a device has to spare. */
public final class DeviceMemory {
    private static final Path SYSTEM = Path.of("/proc/meminfo");
    private static final Path PROCESS = Path.of("/proc/self/status");
    private static final List<Path> LIMITS =
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
    private static final List<Path> USAGES =
            List.of(Path.of("/sys/fs/cgroup/memory.current"), Path.of("/sys/fs/cgroup/memory/memory.usage_in_bytes"));

    private DeviceMemory() {}

    /**
     * Free bytes of a device, by its name in this project ({@code cpu}, {@code cuda:0}); empty where nobody can tell. On a
     * CPU, what the system and the container's limit leave.
     */
    public static OptionalLong free(String device) {
        if (!device.equals("cpu")) {
            MemoryUsage usage = CudaUtils.getGpuMemory(Device.fromName(device.replace("cuda:", "gpu")));
            return OptionalLong.of(usage.getMax() - usage.getCommitted());
        }
        return cpu(SYSTEM, LIMITS, USAGES);
    }

    /** Bytes in use on a GPU, by whomever; empty for a CPU. */
    public static OptionalLong used(String device) {
        return device.equals("cpu")
                ? OptionalLong.empty()
                : OptionalLong.of(CudaUtils.getGpuMemory(Device.fromName(device.replace("cuda:", "gpu")))
                        .getCommitted());
    }

    /** Bytes of this process that are in memory now; empty where nobody can tell. */
    public static OptionalLong resident() {
        return lines(PROCESS)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
    }

    static OptionalLong cpu(Path system, List<Path> limits, List<Path> usages) {
        OptionalLong available = lines(system)
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
        OptionalLong limit = number(limits);
        OptionalLong usage = number(usages);
        if (limit.isPresent() && usage.isPresent()) {
            long left = Math.max(0, limit.getAsLong() - usage.getAsLong());
            return OptionalLong.of(Math.min(left, available.orElse(left)));
        }
        return available;
    }

    private static OptionalLong number(List<Path> files) {
        return files.stream()
                .flatMap(DeviceMemory::lines)
                .filter(line -> line.matches("\\d{1,18}")) // "max" is no limit
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.of();
        } catch (IOException e) {
            return Stream.of(); // not this system's way to say it
        }
    }
}
