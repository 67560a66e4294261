package io.foldsync.nn;

import io.foldsync.data.Dtype;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.List;

/**
 * One array that a model owns and its program reads and writes.
 *
 * @param list the list in which the program takes it: {@code parameters}, {@code buffers}, or one for each thing that the
 *     optimizer remembers
 * @param name PyTorch's name in a {@code state_dict} for parameters and buffers ({@code 1.weight}), and
 *     {@code optimizer.…} for the optimizer's state ({@code optimizer.exp_avg.1.weight}), {@code average.…} for averages
 */
record ArraySpec(Role role, String list, String name, Dtype dtype, List<Integer> shape, Initial initial) {

    /** What an array is for. */
    enum Role {
        /** Learned from gradients. */
        PARAMETER,
        /** Learned without gradients, such as running means. */
        BUFFER,
        /** What the optimizer remembers. */
        STATE,
        /** The moving average of a parameter. */
        AVERAGE
    }

    private static final String AVERAGE = "average.";

    ArraySpec {
        shape = List.copyOf(shape);
    }

    static ArraySpec parameter(String name, List<Integer> shape, Initial initial) {
        return new ArraySpec(Role.PARAMETER, "parameters", name, Dtype.F32, shape, initial);
    }

    static ArraySpec buffer(String name, Dtype dtype, List<Integer> shape, double value) {
        return new ArraySpec(Role.BUFFER, "buffers", name, dtype, shape, Initial.constant(value));
    }

    /** What an optimizer remembers; every element begins at {@code value}. */
    static ArraySpec state(String list, String name, List<Integer> shape, double value) {
        return new ArraySpec(Role.STATE, list, name, Dtype.F32, shape, Initial.constant(value));
    }

    /** The average of a parameter, which begins as that begins. */
    ArraySpec average(String list) {
        return new ArraySpec(Role.AVERAGE, list, AVERAGE + name, dtype, shape, initial);
    }

    /** The same array in another list. */
    ArraySpec in(String other) {
        return new ArraySpec(role, other, name, dtype, shape, initial);
    }

    /** The name of what evaluation reads it as: of the parameter whose average it is, else its own. */
    String evaluatedName() {
        return role == Role.AVERAGE ? name.substring(AVERAGE.length()) : name;
    }

    /** The name under which the program's text speaks of it; an average has its parameter's. */
    String variable() {
        return "a_" + evaluatedName().replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Its first value; depends on the seed and its name only, not on its neighbours. */
    HostTensor first(Seed weights) {
        return dtype == Dtype.I64
                ? HostTensor.longs(
                        new long[] {(long) initial.draw(shape, weights).toFloats()[0]})
                : initial.draw(shape, weights.child(evaluatedName()));
    }
}
