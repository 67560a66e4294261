package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code y = x Wᵀ + b} over the last dimension, {@code [b, …, d] -> [b, …, outputs]}, with {@code W [outputs, d]} and
 * {@code b [outputs]}. As PyTorch's {@code nn.Linear}, initialisation included.
 *
 * @param outputs features out, or {@link #OUTPUTS}
 */
public record Linear(int outputs) implements Layer {
    /** As many outputs as the data ask for: c classes, or 1. For the last layer. */
    public static final int OUTPUTS = -1;

    public Linear {
        if (outputs != OUTPUTS) {
            Sizes.atLeast(1, "Linear.outputs", outputs);
        }
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        int in = in(to, x);
        Arrays arrays = arrays(to, in);
        boolean flat = x.shape().size() == 1;
        String given = to.products().low(x.variable());
        String weight = to.products().low(arrays.weight);
        String bias = to.products().low(arrays.bias);
        return to.operation(
                out(to, x),
                to.products().full("torch.linear(" + given + ", " + weight + ", " + bias + ")"),
                List.of(x),
                (back, y, dy) -> {
                    String came = back.products().low(dy);
                    String rows = flat ? came : "torch.reshape(" + came + ", [-1, " + outputs(to) + "])";
                    String inputs = flat ? given : "torch.reshape(" + given + ", [-1, " + in + "])";
                    back.parameter(
                            arrays.weight, back.products().full("torch.mm(torch.t(" + rows + "), " + inputs + ")"));
                    back.parameter(arrays.bias, back.products().full("torch.sum(" + rows + ", [0])"));
                    String product = flat ? "mm" : "matmul"; // mm itself saves a call
                    back.input(x, back.products().full("torch." + product + "(" + came + ", " + weight + ")"));
                });
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        int in = in(to, x);
        Arrays arrays = arrays(to, in);
        String product = SideBySide.linear(to, x, in, arrays.weight, arrays.bias);
        List<Integer> out = out(to, x);
        return to.signal(out, to.products().full("torch.reshape(" + product + ", " + to.batch(out) + ")"));
    }

    private record Arrays(String weight, String bias) {}

    private Arrays arrays(Emitter to, int in) {
        int out = outputs(to);
        return new Arrays(
                to.parameter("weight", List.of(out, in), Initial.fanIn(in)),
                to.parameter("bias", List.of(out), Initial.fanIn(in)));
    }

    private int outputs(Emitter to) {
        return outputs == OUTPUTS ? to.outputs() : outputs;
    }

    private static int in(Emitter to, Signal x) {
        return x.shape().size() == 2 ? x.shape().get(1) : to.flat(x);
    }

    private List<Integer> out(Emitter to, Signal x) {
        List<Integer> shape = new ArrayList<>(x.shape());
        shape.set(shape.size() - 1, outputs(to));
        return shape;
    }
}
