package io.foldsync.nn;

/**
 * Cross-correlation with square kernels: {@code y[o, i, j] = b[o] + sum over c, u, v of W[o, c, u, v] x[c, i s + u d - p, j
 * s + v d - p]}, {@code [b, c, h, w] -> [b, channels, h', w']} with {@code h' = (h + 2 p - d (kernel - 1) - 1) / s + 1}
 * rounded down. With groups, c runs over the channels of o's group: {@code W [channels, c / groups, kernel, kernel]}. As
 * PyTorch's {@code nn.Conv2d}, initialisation included. Source: LeCun et al. 1989, "Backpropagation applied to handwritten
 * zip code recognition"; for dilation Yu and Koltun 2016, "Multi-scale context aggregation by dilated convolutions",
 * eq. 2; for groups Krizhevsky et al. 2012, "ImageNet classification", section 3.5.
 *
 * @param channels channels out
 * @param kernel height and width of the kernel
 * @param stride step s in both directions, at least 1
 * @param padding zeros p around the image, at least 0
 * @param dilation d, from one number under the kernel to the next; 1 for neighbours
 * @param groups equal shares of the channels, each convolved by itself; divides channels in and out
 * @param bias whether to add {@code b}; needless before batch norm
 */
public record Conv2d(int channels, int kernel, int stride, int padding, int dilation, int groups, boolean bias)
        implements Layer {

    public Conv2d {
        convolution(channels, kernel, stride, padding, dilation, groups, bias).check("Conv2d");
    }

    /** Of neighbours, in one group. */
    public Conv2d(int channels, int kernel, int stride, int padding, boolean bias) {
        this(channels, kernel, stride, padding, 1, 1, bias);
    }

    public Conv2d withDilation(int dilation) {
        return new Conv2d(channels, kernel, stride, padding, dilation, groups, bias);
    }

    public Conv2d withGroups(int groups) {
        return new Conv2d(channels, kernel, stride, padding, dilation, groups, bias);
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
        return new Convolution(channels, Window.image(kernel, stride, padding, dilation), groups, bias, null);
    }
}
