package io.foldsync.metric;

/**
 * What a network said of b rows, and what was true. The arrays are not copied: a batch is read once and dropped.
 *
 * @param outputs raw network outputs {@code [b, c]}, row-major: logits of c classes or labels, or c = 1 predicted number
 * @param classes c, the outputs a row
 * @param targets {@code [b]}: class codes 0 to c-1, or the true numbers; or {@code [b, c]}, row-major: 1 for each label
 *     that the row has, else 0
 * @param weights {@code [b]}: row weights, 1 when the data have none
 */
@SuppressWarnings("ArrayRecordComponent") // a view that lives for one call; wrapping would cost and protect nothing
public record Predictions(float[] outputs, int classes, float[] targets, float[] weights) {
    public Predictions {
        boolean one = targets.length == weights.length;
        if (weights.length * (long) classes != outputs.length || !(one || targets.length == outputs.length)) {
            throw new IllegalArgumentException("outputs " + outputs.length + ", classes " + classes + ", targets "
                    + targets.length + ", weights " + weights.length);
        }
    }

    /** b, the number of rows. */
    public int rows() {
        return weights.length;
    }

    /** The row's predicted class: the largest output, the lowest class among equals; an output that is NaN never wins. */
    public int predictedClass(int row) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            float candidate = outputs[row * classes + c];
            float leader = outputs[row * classes + best];
            if (candidate > leader || (Float.isNaN(leader) && !Float.isNaN(candidate))) {
                best = c;
            }
        }
        return best;
    }

    /**
     * The row's true class.
     *
     * @throws IllegalArgumentException when the target is not one of the codes 0 to c-1
     */
    public int trueClass(int row) {
        int code = (int) targets[row];
        if (code != targets[row] || code < 0 || code >= classes) {
            throw new IllegalArgumentException(
                    "row " + row + ": target " + targets[row] + " of " + classes + " classes");
        }
        return code;
    }

    /** Whether a row has a truth for each of its outputs, and not one for all. */
    public boolean ofLabels() {
        return targets.length == outputs.length;
    }

    /** 1 if label or class c is true of the row, else 0. */
    public double truth(int row, int c) {
        return ofLabels() ? targets[row * classes + c] : trueClass(row) == c ? 1 : 0;
    }

    /**
     * Whether the row has label c.
     *
     * @throws IllegalArgumentException when rows have one target for all outputs
     */
    public boolean hasLabel(int row, int c) {
        if (!ofLabels()) {
            throw new IllegalArgumentException("one target a row where each of " + classes + " labels has its own");
        }
        return targets[row * classes + c] != 0;
    }

    /** Whether label c is predicted: its output is above 0, its probability above one half; never for NaN. */
    public boolean predictsLabel(int row, int c) {
        return outputs[row * classes + c] > 0;
    }

    /**
     * {@code log sum exp} of a row's outputs, in float64 with the largest taken out first, so that no finite output
     * overflows; the logarithm of class c's softmax is output c minus this.
     */
    public double logSumExp(int row) {
        int start = row * classes;
        double largest = outputs[start];
        for (int c = 1; c < classes; c++) {
            largest = Math.max(largest, outputs[start + c]); // NaN stays NaN
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += StrictMath.exp(outputs[start + c] - largest);
        }
        return largest + StrictMath.log(sum);
    }

    /** A row's output for class c. */
    public double output(int row, int c) {
        return outputs[row * classes + c];
    }

    /**
     * Predicted minus true number, in float64.
     *
     * @throws IllegalArgumentException when rows have more than one output
     */
    public double error(int row) {
        if (classes != 1) {
            throw new IllegalArgumentException(classes + " outputs a row where one predicted number is measured");
        }
        return (double) outputs[row] - targets[row];
    }
}
