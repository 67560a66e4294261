package io.foldsync.nn;

/**
 * The largest number in each window, {@code [b, c, length] -> [b, c, length']}, sizes as in {@link Conv2d}. As PyTorch's
 * {@code nn.MaxPool1d}.
 *
 * @param padding minus infinities at both ends, at most half the kernel
 */
public record MaxPool1d(int kernel, int stride, int padding) implements AnyWidth {

    public MaxPool1d {
        Pool.check("MaxPool1d", Window.line(kernel, stride, padding, 1));
    }

    /** Without padding. */
    public MaxPool1d(int kernel, int stride) {
        this(kernel, stride, 0);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return Pool.largest(to, Window.line(kernel, stride, padding, 1), x);
    }
}
