package io.foldsync.nn;

/**
 * Cross-correlation along lines: {@code y[o, i] = b[o] + sum over c, u of W[o, c, u] x[c, i s + u d - p]},
 * {@code [b, c, length] -> [b, channels, length']}, sizes as in {@link Conv2d}. {@code W [channels, c / groups, kernel]}.
 * As PyTorch's {@code nn.Conv1d}, initialisation included. Source: Waibel et al. 1989, "Phoneme recognition using
 * time-delay neural networks".
 *
 * @param channels channels out
 * @param kernel length of the kernel
 * @param stride step s, at least 1
 * @param padding zeros p at both ends, at least 0
 * @param dilation d, from one number under the kernel to the next; 1 for neighbours
 * @param groups equal shares of the channels, each convolved by itself; divides channels in and out
 * @param bias whether to add {@code b}; needless before batch norm
 */
public record Conv1d(int channels, int kernel, int stride, int padding, int dilation, int groups, boolean bias)
        implements Layer {

    public Conv1d {
        convolution(channels, kernel, stride, padding, dilation, groups, bias).check("Conv1d");
    }

    /** Of neighbours, in one group. */
    public Conv1d(int channels, int kernel, int stride, int padding, boolean bias) {
        this(channels, kernel, stride, padding, 1, 1, bias);
    }

    public Conv1d withDilation(int dilation) {
        return new Conv1d(channels, kernel, stride, padding, dilation, groups, bias);
    }

    public Conv1d withGroups(int groups) {
        return new Conv1d(channels, kernel, stride, padding, dilation, groups, bias);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return convolution(channels, kernel, stride, padding, dilation, groups, bias)
                .emit(to, x);
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return convolution(channels, kernel, stride, padding, dilation, groups, bias)
                .emitStacked(to, x);
    }

    private static Convolution convolution(
            int channels, int kernel, int stride, int padding, int dilation, int groups, boolean bias) {
        return new Convolution(channels, Window.line(kernel, stride, padding, dilation), groups, bias, null);
    }
}
