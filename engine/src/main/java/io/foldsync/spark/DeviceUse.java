package io.foldsync.spark;

import io.foldsync.data.DatasetCard;
import io.foldsync.nn.DeviceMemory;
import io.foldsync.nn.MemoryPlan;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.train.DeviceShare;
import java.io.Serializable;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the user asks of devices; changes results by rounding at most.
 *
 * @param choice CPU or GPU
 * @param width how many folds train side by side in one program; 0 for what suits the device
 * @param memoryBytes what the folds of one device may take; 0 for four fifths of what is free when training begins
 */
record DeviceUse(DeviceChoice choice, int width, long memoryBytes) implements Serializable {
    private static final double USABLE = 0.8;

    static DeviceUse of(DeviceChoice choice) {
        return new DeviceUse(choice, 0, 0);
    }

    /**
     * How folds share the device on which this is called.
     *
     * @param threads the cores that were granted
     * @throws io.foldsync.error.FoldSyncException {@code OUT_OF_MEMORY} if not even one fold fits
     */
    DeviceShare share(String device, int folds, int threads, ModelRecipe model, DatasetCard card) {
        OptionalInt wished = width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
        return DeviceShare.of(device, folds, threads, wished, MemoryPlan.of(model, card), usable(device));
    }

    private OptionalLong usable(String device) {
        if (memoryBytes > 0) {
            return OptionalLong.of(memoryBytes);
        }
        OptionalLong free = DeviceMemory.free(device);
        return free.isPresent() ? OptionalLong.of((long) (free.getAsLong() * USABLE)) : free;
    }
}
