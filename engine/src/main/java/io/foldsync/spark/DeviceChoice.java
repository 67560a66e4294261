package io.foldsync.spark;

/** Where networks train. */
public enum DeviceChoice {
    /** The GPU the cluster assigned to the task when there is one and it works here; otherwise the CPU. */
    AUTO,
    /** The CPU, whatever the cluster offers. */
    CPU,
    /** The GPU the cluster assigned to the task; a fault when there is none. */
    GPU
}
