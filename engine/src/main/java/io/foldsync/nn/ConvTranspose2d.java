package io.foldsync.nn;

/**
 * The way back through the shapes of a {@link Conv2d}, its transpose as a linear map: each {@code x[c, i, j] W[c, o, u, v]}
 * is added at {@code y[o, i s + u d - p, j s + v d - p]}, {@code [b, c, h, w] -> [b, channels, h', w']} with
 * {@code h' = (h - 1) s - 2 p + d (kernel - 1) + 1 + outputPadding}. {@code W [c, channels / groups, kernel, kernel]}. As
 * PyTorch's {@code nn.ConvTranspose2d}, initialisation included. Source: Zeiler et al. 2010, "Deconvolutional networks";
 * Dumoulin and Visin 2016, "A guide to convolution arithmetic", chapter 4.
 *
 * @param channels channels out
 * @param kernel height and width of the kernel
 * @param stride step s in the output, at least 1
 * @param padding rows and columns p cut from each side of the output, at least 0
 * @param outputPadding rows below and columns at the right by which the output is larger; below stride or dilation
 * @param dilation d, from one number under the kernel to the next; 1 for neighbours
 * @param groups equal shares of the channels, each convolved by itself; divides channels in and out
 * @param bias whether to add {@code b}; needless before batch norm
 */
public record ConvTranspose2d(
        int channels, int kernel, int stride, int padding, int outputPadding, int dilation, int groups, boolean bias)
        implements Layer {

    public ConvTranspose2d {
        convolution(channels, kernel, stride, padding, outputPadding, dilation, groups, bias)
                .check("ConvTranspose2d");
        Sizes.within(0, Math.max(stride, dilation) - 1, "ConvTranspose2d.outputPadding", outputPadding);
    }

    /** Of neighbours, in one group, with the smallest output. */
    public ConvTranspose2d(int channels, int kernel, int stride, int padding, boolean bias) {
        this(channels, kernel, stride, padding, 0, 1, 1, bias);
    }

    public ConvTranspose2d withOutputPadding(int outputPadding) {
        return new ConvTranspose2d(channels, kernel, stride, padding, outputPadding, dilation, groups, bias);
    }

    public ConvTranspose2d withDilation(int dilation) {
        return new ConvTranspose2d(channels, kernel, stride, padding, outputPadding, dilation, groups, bias);
    }

    public ConvTranspose2d withGroups(int groups) {
        return new ConvTranspose2d(channels, kernel, stride, padding, outputPadding, dilation, groups, bias);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return convolution(channels, kernel, stride, padding, outputPadding, dilation, groups, bias)
                .emit(to, x);
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return convolution(channels, kernel, stride, padding, outputPadding, dilation, groups, bias)
                .emitStacked(to, x);
    }

    private static Convolution convolution(
            int channels,
            int kernel,
            int stride,
            int padding,
            int outputPadding,
            int dilation,
            int groups,
            boolean bias) {
        Window window = Window.image(kernel, stride, padding, dilation);
        return new Convolution(channels, window, groups, bias, outputPadding);
    }
}
