package io.foldsync.nn;

/**
 * The mean of each square window, {@code [b, c, h, w] -> [b, c, h', w']}, sizes as in {@link Conv2d}. As PyTorch's
 * {@code nn.AvgPool2d}.
 *
 * @param padding zeros around the image, which count; at most half the kernel
 */
public record AvgPool2d(int kernel, int stride, int padding) implements AnyWidth {

    public AvgPool2d {
        Pool.check("AvgPool2d", Window.image(kernel, stride, padding, 1));
    }

    /** Without padding. */
    public AvgPool2d(int kernel, int stride) {
        this(kernel, stride, 0);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return Pool.mean(to, Window.image(kernel, stride, padding, 1), x);
    }
}
