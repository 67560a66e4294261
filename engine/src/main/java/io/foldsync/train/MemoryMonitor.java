package io.foldsync.train;

import io.foldsync.nn.DeviceMemory;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how much memory a process in which folds train, and its device, use: once an epoch, when the first of its folds has
 * been validated. The lines go to the log of that process: on a cluster, to the executor's.
 */
public final class MemoryMonitor implements FoldCallback {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(MemoryMonitor.class);
    private static final int MEBIBYTE_BITS = 20;

    private final int every;
    /** The epoch that folds ended last, by device. All folds of a process share this object. */
    private final Map<String, AtomicInteger> latest = new ConcurrentHashMap<>();

    /** @param every after how many epochs to tell, at least 1 */
    public MemoryMonitor(int every) {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + " is below 1");
        }
        this.every = every;
    }

    @Override
    public Set<FoldHook> hooks() {
        return Set.of(FoldHook.ON_VALIDATION_END_PER_FOLD);
    }

    @Override
    public FoldWatcher watch(int fold) {
        return watcher(LOG::info);
    }

    FoldWatcher watcher(Consumer<String> out) {
        return new FoldWatcher() {
            @Override
            public void onValidationEndPerFold(FoldMoment at, SortedMap<String, Double> metrics) {
                if (first(at) && (at.epoch() + 1) % every == 0) {
                    out.accept(line(at, DeviceMemory.resident(), DeviceMemory.used(at.device())));
                }
            }
        };
    }

    /** Whether this fold is the first here to end the epoch: no fold begins another before all have met. */
    private boolean first(FoldMoment at) {
        AtomicInteger last = latest.computeIfAbsent(at.device(), device -> new AtomicInteger(-1));
        return last.getAndSet(at.epoch()) != at.epoch();
    }

    static String line(FoldMoment at, OptionalLong process, OptionalLong device) {
        return "epoch " + at.epoch() + ": process " + mebibytes(process)
                + (device.isPresent() ? ", " + at.device() + " " + mebibytes(device) : "");
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent()
                ? String.format(Locale.ROOT, "%,d MiB", bytes.getAsLong() >> MEBIBYTE_BITS)
                : "unknown";
    }
}
