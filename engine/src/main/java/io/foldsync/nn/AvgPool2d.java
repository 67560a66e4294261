package io.foldsync.nn;

/**
 * The mean of each square window, {@code [b, c, h, w] -> [b, c, h', w']}, sizes as in {@link Conv2d} without padding. As
 * PyTorch's {@code nn.AvgPool2d}.
 */
public record AvgPool2d(int kernel, int stride) implements Layer {

    public AvgPool2d {
        Sizes.atLeast(1, "AvgPool2d.kernel", kernel);
        Sizes.atLeast(1, "AvgPool2d.stride", stride);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Window window = new Window(kernel, stride, 0);
        return to.signal(
                window.over(to.image(x).get(0), to, x),
                "torch.avg_pool2d(" + x + ", " + window.kernels() + ", " + window.strides()
                        + ", [0, 0], False, True, None)");
    }
}
