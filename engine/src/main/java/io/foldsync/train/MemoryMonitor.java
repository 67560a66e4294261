package io.foldsync.train;

import io.foldsync.nn.DeviceMemory;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, where each fold trains, how much memory its process and its device use when an epoch of the fold ends. The lines go
 * to the log of that process: on a cluster, to the executor's.
 *
 * @param every after how many epochs to tell, at least 1
 */
public record MemoryMonitor(int every) implements FoldCallback {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryMonitor.class);
    private static final int MEBIBYTE_BITS = 20;

    public MemoryMonitor {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + " is below 1");
        }
    }

    @Override
    public Set<FoldHook> hooks() {
        return Set.of(FoldHook.ON_VALIDATION_END_PER_FOLD);
    }

    @Override
    public FoldWatcher watch(int fold) {
        return new FoldWatcher() {
            @Override
            public void onValidationEndPerFold(FoldMoment at, SortedMap<String, Double> metrics) {
                if ((at.epoch() + 1) % every == 0) {
                    LOG.info(line(at, DeviceMemory.resident(), DeviceMemory.used(at.device())));
                }
            }
        };
    }

    static String line(FoldMoment at, OptionalLong process, OptionalLong device) {
        return "epoch " + at.epoch() + ", fold " + at.fold() + ": process " + mebibytes(process)
                + (device.isPresent() ? ", " + at.device() + " " + mebibytes(device) : "");
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent()
                ? String.format(Locale.ROOT, "%,d MiB", bytes.getAsLong() >> MEBIBYTE_BITS)
                : "unknown";
    }
}
