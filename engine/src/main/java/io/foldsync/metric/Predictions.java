package io.foldsync.metric;

/**
 * What a network said of b rows, and what was true. The arrays are not copied: a batch is read once and dropped.
 *
 * @param outputs raw network outputs {@code [b, c]}, row-major: logits of c classes, or c = 1 predicted number
 * @param classes c, the outputs a row
 * @param targets {@code [b]}: class codes 0 to c-1, or the true numbers
 * @param weights {@code [b]}: row weights, 1 when the data have none
 */
@SuppressWarnings("ArrayRecordComponent") // a view that lives for one call; wrapping would cost and protect nothing
public record Predictions(float[] outputs, int classes, float[] targets, float[] weights) {
    public Predictions {
        if (targets.length * (long) classes != outputs.length || weights.length != targets.length) {
            throw new IllegalArgumentException("outputs " + outputs.length + ", classes " + classes + ", targets "
                    + targets.length + ", weights " + weights.length);
        }
    }

    /** b, the number of rows. */
    public int rows() {
        return targets.length;
    }
}
