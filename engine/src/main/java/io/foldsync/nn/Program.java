package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.List;

/**
 * A compiled recipe: TorchScript text, and the arrays it works on in the order in which it takes them.
 *
 * <p>The text has two methods. {@code train(bounds, seeds, lr, rows, features, targets, weights, shift, scale, lists…)}
 * trains on one batch after another, batch i being {@code rows[bounds[i]:bounds[i + 1]]}, and returns the three sums of
 * {@link TrainTally}. {@code evaluate(bounds, rows, features, shift, scale, lists…)} returns outputs {@code [n, outputs]}.
 *
 * @param arrays parameters, buffers, and the optimizer's state, list by list
 * @param outputs outputs a row
 * @param fewestRows the smallest batch that may be trained on, 1 or 2
 */
record Program(String text, List<ArraySpec> arrays, int outputs, int fewestRows) {

    Program {
        arrays = List.copyOf(arrays);
    }

    /** How many of the arrays {@code evaluate} takes: all but the optimizer's. */
    long networkArrays() {
        return arrays.stream().filter(spec -> spec.role() != Role.STATE).count();
    }
}
