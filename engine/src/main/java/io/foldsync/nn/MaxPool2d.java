package io.foldsync.nn;

/**
 * The largest number in each square window, {@code [b, c, h, w] -> [b, c, h', w']}, sizes as in {@link Conv2d}. As
 * PyTorch's {@code nn.MaxPool2d}.
 *
 * @param padding minus infinities around the image, at most half the kernel
 */
public record MaxPool2d(int kernel, int stride, int padding) implements AnyWidth {

    public MaxPool2d {
        Pool.check("MaxPool2d", Window.image(kernel, stride, padding, 1));
    }

    /** Without padding. */
    public MaxPool2d(int kernel, int stride) {
        this(kernel, stride, 0);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return Pool.largest(to, Window.image(kernel, stride, padding, 1), x);
    }
}
