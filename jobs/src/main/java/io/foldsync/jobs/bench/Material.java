package io.foldsync.jobs.bench;

/** What a workload learns from. */
public enum Material {
    /** Images of 28 x 28 unsigned bytes in ten classes: Fashion-MNIST's, or invented ones of that shape. */
    IMAGES,
    /** The handwritten digits that FoldSync ships, 64 numbers a row. */
    DIGITS,
    /** Invented texts of tokens in ten classes. */
    TEXT
}
