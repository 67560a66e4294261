package io.foldsync.nn;

import java.util.List;

/**
 * A compiled recipe: TorchScript text, and the arrays it works on in the order in which it takes them.
 *
 * <p>The text has two methods. {@code train(bounds, words, thresholds, gains, lr, weight_decay,
 * rows, features, targets, weights, shift,
 * scale, lists…)} trains on one batch after another, batch i being {@code rows[bounds[i]:bounds[i + 1]]}, with
 * {@code words} the random numbers of its augmentation and its dropouts, and returns the four sums of {@link TrainTally}.
 * {@code evaluate(bounds, rows, features, shift, scale, lists…)} returns outputs {@code [n, outputs]}.
 *
 * @param arrays parameters, buffers, and the optimizer's state, list by list; shapes are those of one model
 * @param dropouts where it drops, in the order of the layers
 * @param augmentationWords random 64-bit words a row that come before those of the dropouts
 * @param numbersARow numbers that a row is in all signals of the training text together
 * @param outputs outputs a row
 * @param fewestRows the smallest batch that may be trained on, 1 or 2
 */
record Program(
        String text,
        List<ArraySpec> arrays,
        List<DropoutSpec> dropouts,
        int augmentationWords,
        long numbersARow,
        int outputs,
        int fewestRows) {

    Program {
        arrays = List.copyOf(arrays);
        dropouts = List.copyOf(dropouts);
    }

    /** Random 64-bit words that it uses up for one row. */
    int wordsARow() {
        return augmentationWords
                + dropouts.stream().mapToInt(DropoutSpec::words).sum();
    }
}
