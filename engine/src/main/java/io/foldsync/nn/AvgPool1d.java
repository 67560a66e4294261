package io.foldsync.nn;

/**
 * The mean of each window, {@code [b, c, length] -> [b, c, length']}, sizes as in {@link Conv2d}. As PyTorch's
 * {@code nn.AvgPool1d}.
 *
 * @param padding zeros at both ends, which count; at most half the kernel
 */
public record AvgPool1d(int kernel, int stride, int padding) implements AnyWidth {

    public AvgPool1d {
        Pool.check("AvgPool1d", Window.line(kernel, stride, padding, 1));
    }

    /** Without padding. */
    public AvgPool1d(int kernel, int stride) {
        this(kernel, stride, 0);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return Pool.mean(to, Window.line(kernel, stride, padding, 1), x);
    }
}
