package io.foldsync.train;

import io.foldsync.nn.MemoryPlan;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How folds share one device.
 *
 * @param threads how many train at a time, each on one core
 * @param width how many train side by side in one program; 1 where each has a program of its own
 * @param resident how many stay on the device between epochs; the others wait outside and are brought in for their turn
 */
public record DeviceShare(int threads, int width, int resident) {
    public DeviceShare {
        if (threads < 1 || width < 1 || resident < 1) {
            throw new IllegalArgumentException(
                    "threads " + threads + ", width " + width + ", resident " + resident + ": all must be at least 1");
        }
    }

    /** So many threads, each fold a program of its own, all folds on the device. */
    public static DeviceShare ofThreads(int threads) {
        return new DeviceShare(threads, 1, Integer.MAX_VALUE);
    }

    /**
     * What suits a device.
     *
     * @param device {@code cpu} or {@code cuda:<address>}
     * @param folds how many folds train there
     * @param threads the cores that were granted
     * @param width what the user asks for; empty: 1 on a CPU, where side by side gains nothing, and as many as fit in
     *     memory on a GPU, which waits for launches otherwise
     * @param free bytes that folds may take there, if anybody can tell
     * @throws io.foldsync.error.FoldSyncException {@code OUT_OF_MEMORY} if not even one fold fits
     */
    public static DeviceShare of(
            String device, int folds, int threads, OptionalInt width, MemoryPlan plan, OptionalLong free) {
        boolean cpu = device.equals("cpu");
        int wished = Math.min(folds, width.orElse(cpu ? 1 : folds));
        if (free.isEmpty()) {
            return new DeviceShare(threads, wished, folds);
        }
        long usable = free.getAsLong();
        int atATime = cpu ? Math.min(folds, Math.max(threads, wished)) : wished;
        while (atATime > 1 && plan.bytes(atATime, atATime) > usable) {
            atATime--;
        }
        int resident = plan.resident(folds, atATime, usable);
        // A fold that leaves the device and comes back has other arrays, so only those that stay can be put side by
        // side.
        int together = resident < folds ? 1 : Math.min(wished, atATime);
        return new DeviceShare(cpu ? Math.min(threads, atATime) : 1, together, resident);
    }
}
