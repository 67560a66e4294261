package io.foldsync.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the convolutions write: aten has one operation for all of them.
 *
 * @param channels channels out
 * @param groups equal shares of the channels, each convolved by itself
 * @param outputPadding of a transposed one; null for one that is not
 */
record Convolution(int channels, Window window, int groups, boolean bias, @Nullable Integer outputPadding) {

    /** The ranges that all convolutions share; {@code layer} names the recipe. */
    void check(String layer) {
        Sizes.atLeast(1, layer + ".channels", channels);
        window.check(layer);
        Sizes.divisor(channels, layer + ".groups", groups);
    }

    Signal emit(Emitter to, Signal x) {
        int in = in(to, x);
        List<Integer> shape = shape(to, x);
        Arrays arrays = arrays(to, in);
        String given = to.products().convolved(x.variable());
        String weight = to.products().convolved(arrays.weight);
        return to.operation(
                shape,
                to.products()
                        .fullConvolution("torch.convolution(" + given + ", " + weight + ", "
                                + (bias ? to.products().convolved(arrays.bias) : arrays.bias) + ", " + how(groups)
                                + ")"),
                List.of(x),
                (back, y, dy) -> {
                    back.line("dx, dw, db, = torch.convolution_backward("
                            + back.products().convolved(dy) + ", " + given + ", " + weight
                            + ", [" + channels + "], " + how(groups) + ", [" + python(back.wants(x)) + ", True, "
                            + python(bias) + "])");
                    back.parameter(arrays.weight, back.products().fullConvolution("dw"));
                    if (bias) {
                        back.parameter(arrays.bias, back.products().fullConvolution("db"));
                    }
                    back.input(x, back.products().fullConvolution("dx"));
                });
    }

    /** Each model is one group, or as many as it has: it sees its own channels only. */
    Signal emitStacked(Emitter to, Signal x) {
        int in = in(to, x);
        List<Integer> shape = shape(to, x);
        Arrays arrays = arrays(to, in);
        return SideBySide.fromChannels(
                to,
                shape,
                to.products()
                        .fullConvolution("torch.convolution(" + to.products().convolved(SideBySide.asChannels(to, x))
                                + ", "
                                + to.products().convolved(SideBySide.joined(arrays.weight)) + ", "
                                + (bias ? to.products().convolved(SideBySide.joined(arrays.bias)) : arrays.bias) + ", "
                                + how(to.width() * groups) + ")"));
    }

    private record Arrays(String weight, String bias) {}

    /** PyTorch counts the fan-in by the weight's second dimension, of transposed convolutions as well. */
    private Arrays arrays(Emitter to, int in) {
        int rows = transposed() ? in : channels;
        int columns = (transposed() ? channels : in) / groups;
        int kernel = window.kernel();
        boolean image = window.dimensions() == 2;
        List<Integer> shape = image ? List.of(rows, columns, kernel, kernel) : List.of(rows, columns, kernel);
        Initial initial = Initial.fanIn(shape.stream().skip(1).reduce(1, Math::multiplyExact));
        return new Arrays(
                to.parameter("weight", shape, initial),
                bias ? to.parameter("bias", List.of(channels), initial) : "None");
    }

    private int in(Emitter to, Signal x) {
        int in = window.channels(to, x);
        if (in % groups != 0) {
            throw to.fault(
                    "rows of shape " + x.shape() + " for " + groups + " groups",
                    "channels that " + groups + " divides",
                    "Choose other groups, or other channels before it.");
        }
        return in;
    }

    private List<Integer> shape(Emitter to, Signal x) {
        return outputPadding == null ? window.over(channels, to, x) : window.under(channels, outputPadding, to, x);
    }

    private boolean transposed() {
        return outputPadding != null;
    }

    private String how(int groups) {
        return window.strides() + ", " + window.paddings() + ", " + window.dilations() + ", " + python(transposed())
                + ", " + window.each(outputPadding == null ? 0 : outputPadding) + ", " + groups;
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }
}
