package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import io.foldsync.data.DeviceTable;

/**
 * The rows a model reads, on its device; shared by all models there and never written.
 *
 * @param features {@code [n, d]}, {@code UINT8} or {@code FLOAT32}
 * @param targets {@code INT64} class codes {@code [n]}, {@code FLOAT32} numbers {@code [n]}, or {@code UINT8} labels {@code
 *     [n, outputs]}
 * @param weights {@code [n]}, {@code FLOAT32}
 */
record Resident(NDArray features, NDArray targets, NDArray weights) {

    static Resident of(DeviceTable table) {
        return new Resident(table.features(), table.targets(), table.weights());
    }
}
