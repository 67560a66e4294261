package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.List;

/**
 * A compiled recipe: TorchScript text, and the arrays it works on in the order in which it takes them.
 *
 * <p>The text has two methods. {@code train(bounds, seeds, lr, rows, features, targets, weights, shift, scale, arrays)}
 * trains on one batch after another, batch i being {@code rows[bounds[i]:bounds[i + 1]]}, and returns the three sums of
 * {@link TrainTally}. {@code evaluate(bounds, rows, features, shift, scale, arrays)} returns outputs {@code [n, outputs]}.
 *
 * @param arrays parameters and buffers as the layers asked for them, then the optimizer's state
 * @param outputs outputs a row
 * @param fewestRows the smallest batch that may be trained on, 1 or 2
 */
record Program(String text, List<ArraySpec> arrays, int outputs, int fewestRows) {

    Program {
        arrays = List.copyOf(arrays);
    }

    /** The parameters alone, in order. */
    List<ArraySpec> parameters() {
        return arrays.stream().filter(spec -> spec.role() == Role.PARAMETER).toList();
    }
}
