package io.foldsync.history;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What the driver tells all folds to do next.
 *
 * @param epoch the epoch to train, from 0
 * @param shape the learning rate of every fold over this epoch
 * @param validate whether the folds are measured after it on the rows they hold out
 */
public record EpochOrder(int epoch, LrShape shape, boolean validate) implements Serializable {
    public EpochOrder {
        requireNonNull(shape, "shape");
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch);
        }
    }

    /** The same learning rate in every step, 0 or more, and validation after it. */
    public EpochOrder(int epoch, double lr) {
        this(epoch, LrShape.constant(lr), true);
    }

    /** The learning rate of the epoch's first step. */
    public double lr() {
        return shape.at(0);
    }
}
