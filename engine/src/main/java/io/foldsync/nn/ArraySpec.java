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
 *     {@code optimizer.…} for the optimizer's state ({@code optimizer.exp_avg.1.weight})
 */
record ArraySpec(Role role, String list, String name, Dtype dtype, List<Integer> shape, Initial initial) {

    /** What an array is for. */
    enum Role {
        /** Learned from gradients. */
        PARAMETER,
        /** Learned without gradients, such as running means. */
        BUFFER,
        /** What the optimizer remembers. */
        STATE
    }

    ArraySpec {
        shape = List.copyOf(shape);
    }

    static ArraySpec parameter(String name, List<Integer> shape, Initial initial) {
        return new ArraySpec(Role.PARAMETER, "parameters", name, Dtype.F32, shape, initial);
    }

    static ArraySpec buffer(String name, Dtype dtype, List<Integer> shape, double value) {
        return new ArraySpec(Role.BUFFER, "buffers", name, dtype, shape, Initial.constant(value));
    }

    /** What an optimizer remembers under the name {@code memory}; begins at 0. */
    static ArraySpec state(String memory, String name, List<Integer> shape) {
        return new ArraySpec(Role.STATE, memory, name, Dtype.F32, shape, Initial.constant(0));
    }

    /** The name under which the program's text speaks of it. */
    String variable() {
        return "a_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Its first value; depends on the seed and its own name only, not on its neighbours. */
    HostTensor first(Seed weights) {
        return dtype == Dtype.I64
                ? HostTensor.longs(
                        new long[] {(long) initial.draw(shape, weights).toFloats()[0]})
                : initial.draw(shape, weights.child(name));
    }
}
