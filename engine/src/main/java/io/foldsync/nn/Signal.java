package io.foldsync.nn;

import java.util.List;

/**
 * What flows from layer to layer while a program is written: a variable of the program and the shape of one row in it.
 *
 * @param variable its name in the program's text; the tensor it names is {@code [b, shape…]}
 * @param shape {@code [d]}, {@code [l, d]}, {@code [channels, length]} or {@code [channels, height, width]}
 */
public record Signal(String variable, List<Integer> shape) {

    public Signal {
        shape = List.copyOf(shape);
    }

    /** Numbers a row. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The variable, so that a signal can be written into program text as it is. */
    @Override
    public String toString() {
        return variable;
    }
}
