package io.foldsync.nn;

import io.foldsync.data.Dtype;
import java.util.List;

/**
 * One array of trained weights that a saved program takes.
 *
 * @param list the list of the program in which it stands
 * @param name PyTorch's name in a {@code state_dict}
 */
public record SavedArray(String list, String name, Dtype dtype, List<Long> shape) {
    public SavedArray {
        shape = List.copyOf(shape);
    }

    static SavedArray of(ArraySpec spec) {
        return new SavedArray(spec.list(), spec.name(), spec.dtype(), Transfer.longs(spec.shape()));
    }
}
