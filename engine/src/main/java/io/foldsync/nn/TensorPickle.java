package io.foldsync.nn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.foldsync.data.Dtype;
import io.foldsync.data.HostTensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * The pickle of a module object that owns tensors, as TorchScript archives hold it; tensor i's elements are in the entry
 * {@code data/i}. Source: pickle protocol 2, and libtorch's {@code torch/csrc/jit/serialization/pickler.cpp}.
 */
final class TensorPickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private TensorPickle() {}

    /** A {@code Program()} in evaluation mode with these attributes; they are numbered in the map's order. */
    static byte[] module(SortedMap<String, HostTensor> attributes) throws IOException {
        TensorPickle pickle = new TensorPickle();
        pickle.out.write(new byte[] {(byte) 0x80, 2}); // protocol 2
        pickle.out.writeBytes("c__torch__\nProgram\n"); // the class
        pickle.out.writeBytes(")\u0081}("); // of no arguments, a new object; a dictionary with
        pickle.text("training");
        pickle.out.write(0x89); // False
        pickle.text("_is_full_backward_hook");
        pickle.out.write('N'); // None
        int number = 0;
        for (var attribute : attributes.entrySet()) {
            pickle.text(attribute.getKey());
            pickle.tensor(number++, attribute.getValue());
        }
        pickle.out.writeBytes("ub."); // fill the dictionary, build, stop
        return pickle.bytes.toByteArray();
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, 0, sizes, strides, False, OrderedDict())}. */
    private void tensor(int number, HostTensor tensor) throws IOException {
        out.writeBytes("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        out.writeBytes("ctorch\n" + (tensor.dtype() == Dtype.I64 ? "LongStorage" : "FloatStorage") + "\n");
        text(String.valueOf(number));
        text("cpu");
        whole(tensor.elements());
        out.writeBytes("tQ"); // the tuple names a storage
        whole(0);
        wholes(tensor.shape());
        wholes(strides(tensor.shape()));
        out.write(0x89);
        out.writeBytes("ccollections\nOrderedDict\n)RtR");
    }

    private static List<Long> strides(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long next = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides[axis] = next;
            next *= shape.get(axis);
        }
        return List.of(strides);
    }

    private void wholes(List<Long> numbers) throws IOException {
        out.write('(');
        for (long number : numbers) {
            whole(number);
        }
        out.write('t');
    }

    private void whole(long number) throws IOException {
        if (number <= Integer.MAX_VALUE) {
            out.write('J'); // four little-endian bytes
            out.writeInt(Integer.reverseBytes((int) number));
        } else {
            out.write(new byte[] {(byte) 0x8A, Long.BYTES});
            out.writeLong(Long.reverseBytes(number));
        }
    }

    private void text(String text) throws IOException {
        byte[] encoded = text.getBytes(UTF_8);
        out.write('X'); // length in four little-endian bytes, then UTF-8
        out.writeInt(Integer.reverseBytes(encoded.length));
        out.write(encoded);
    }
}
