package io.foldsync.history;

import java.io.Serializable;

/**
 * What the driver tells all folds to do next.
 *
 * @param epoch the epoch to train, from 0
 * @param lr the learning rate of every fold in this epoch, positive
 */
public record EpochOrder(int epoch, double lr) implements Serializable {
    public EpochOrder {
        if (epoch < 0 || !(lr > 0) || Double.isInfinite(lr)) {
            throw new IllegalArgumentException("epoch " + epoch + ", lr " + lr);
        }
    }
}
