package io.foldsync.nn;

import io.foldsync.data.Dtype;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.List;

/**
 * One array that a model owns and its program reads and writes.
 *
 * @param name PyTorch's name in a {@code state_dict} for parameters and buffers ({@code 1.weight}), and
 *     {@code optimizer.…} for the optimizer's state ({@code optimizer.exp_avg.1.weight})
 */
record ArraySpec(Role role, String name, Dtype dtype, List<Integer> shape, Initial initial) {

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

    /** The name under which the program's text speaks of it. */
    String variable() {
        return "a_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Its first value; depends on the seed and its own name only, not on its neighbours. */
    HostTensor first(Seed weights) {
        return dtype == Dtype.I64
                ? HostTensor.longs(new long[] {(long) initial.low()})
                : initial.draw(shape, weights.child(name));
    }
}
