package io.foldsync.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code y = (x - mean) / sqrt(variance + 1e-5) * weight + bias} with each row's own moments over the last dimensions, in
 * training and evaluation alike; the shape stays. {@code weight} and {@code bias} have the shape of those dimensions. As
 * PyTorch's {@code nn.LayerNorm}. Source: Ba et al. 2016, "Layer normalization", eq. 3.
 *
 * @param dimensions how many of the last dimensions: 1 for the features of flat rows and sequences, 3 for all of an image
 */
public record LayerNorm(int dimensions) implements Layer {

    public LayerNorm {
        Sizes.atLeast(1, "LayerNorm.dimensions", dimensions);
    }

    /** Over the last dimension. */
    public LayerNorm() {
        this(1);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Integer> shape = normalized(to, x);
        Arrays arrays = arrays(to, shape);
        String mean = to.variable();
        String inverse = to.variable();
        String both = ", " + arrays.weight + ", " + arrays.bias;
        return to.operation(
                x.shape(),
                List.of(to.variable(), mean, inverse),
                "torch.native_layer_norm(" + x + ", " + shape + both + ", 1e-05)",
                List.of(x),
                (back, y, dy) -> {
                    back.line("dx, dw, db, = torch.native_layer_norm_backward(torch.contiguous(" + dy + "), " + x + ", "
                            + shape + ", " + mean + ", " + inverse + both + ", [True, True, True])");
                    back.parameter(arrays.weight, "dw");
                    back.parameter(arrays.bias, "db");
                    back.input(x, "dx");
                });
    }

    /** The moments know no model; weight and bias are each model's own. */
    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        List<Integer> shape = normalized(to, x);
        Arrays arrays = arrays(to, shape);
        List<Integer> beside = new ArrayList<>(List.of(to.width(), 1)); // of [w, b, shape…]
        beside.addAll(Collections.nCopies(x.shape().size() - dimensions, 1));
        beside.addAll(shape);
        String normal = "torch.layer_norm(" + SideBySide.apart(to, x) + ", " + shape + ", None, None, 1e-05, True)";
        String scaled = "torch.mul(" + normal + ", torch.view(" + arrays.weight + ", " + beside + "))";
        String y = "torch.add(" + scaled + ", torch.view(" + arrays.bias + ", " + beside + "))";
        return to.signal(x.shape(), to.stacked(x.shape(), y));
    }

    private record Arrays(String weight, String bias) {}

    private static Arrays arrays(Emitter to, List<Integer> shape) {
        return new Arrays(
                to.parameter("weight", shape, Initial.constant(1)), to.parameter("bias", shape, Initial.constant(0)));
    }

    private List<Integer> normalized(Emitter to, Signal x) {
        int rank = x.shape().size();
        if (rank < dimensions) {
            throw to.fault(
                    "rows of shape " + x.shape(),
                    "at least " + dimensions + " dimensions",
                    "Normalise over fewer dimensions, or move the layer before Flatten.");
        }
        return x.shape().subList(rank - dimensions, rank);
    }
}
