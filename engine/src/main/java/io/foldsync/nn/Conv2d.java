package io.foldsync.nn;

import java.util.List;

/**
 * Cross-correlation with square kernels: {@code y[o, i, j] = b[o] + sum over c, u, v of W[o, c, u, v] x[c, i s + u - p, j s
 * + v - p]}, {@code [b, c, h, w] -> [b, channels, h', w']} with {@code h' = (h + 2 p - kernel) / s + 1} rounded down.
 * {@code W [channels, c, kernel, kernel]}. As PyTorch's {@code nn.Conv2d}, initialisation included.
 *
 * @param channels channels out
 * @param kernel height and width of the kernel
 * @param stride step in both directions, at least 1
 * @param padding zeros around the image, at least 0
 * @param bias whether to add {@code b}; needless before batch norm
 */
public record Conv2d(int channels, int kernel, int stride, int padding, boolean bias) implements Layer {

    public Conv2d {
        Sizes.atLeast(1, "Conv2d.channels", channels);
        Sizes.atLeast(1, "Conv2d.kernel", kernel);
        Sizes.atLeast(1, "Conv2d.stride", stride);
        Sizes.atLeast(0, "Conv2d.padding", padding);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Window window = new Window(kernel, stride, padding);
        List<Integer> shape = window.over(channels, to, x);
        Arrays arrays = arrays(to, x);
        String how = window.strides() + ", " + window.paddings() + ", [1, 1]";
        return to.operation(
                shape,
                "torch.conv2d(" + x + ", " + arrays.weight + ", " + arrays.bias + ", " + how + ", 1)",
                List.of(x),
                (back, y, dy) -> {
                    back.line("dx, dw, db, = torch.convolution_backward(" + dy + ", " + x + ", " + arrays.weight + ", ["
                            + channels + "], " + how + ", False, [0, 0], 1, [" + python(back.wants(x)) + ", True, "
                            + python(bias) + "])");
                    back.parameter(arrays.weight, "dw");
                    if (bias) {
                        back.parameter(arrays.bias, "db");
                    }
                    back.input(x, "dx");
                });
    }

    /** The models are groups: each sees its own channels only. */
    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        Window window = new Window(kernel, stride, padding);
        List<Integer> shape = window.over(channels, to, x);
        Arrays arrays = arrays(to, x);
        return to.signal(
                shape,
                "torch.conv2d(" + x + ", torch.flatten(" + arrays.weight + ", 0, 1), "
                        + (bias ? "torch.flatten(" + arrays.bias + ", 0, 1)" : "None") + ", " + window.strides() + ", "
                        + window.paddings() + ", [1, 1], " + to.width() + ")");
    }

    private record Arrays(String weight, String bias) {}

    private Arrays arrays(Emitter to, Signal x) {
        int in = to.image(x).get(0);
        Initial initial = Initial.fanIn(Math.multiplyExact(in, Math.multiplyExact(kernel, kernel)));
        return new Arrays(
                to.parameter("weight", List.of(channels, in, kernel, kernel), initial),
                bias ? to.parameter("bias", List.of(channels), initial) : "None");
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }
}
