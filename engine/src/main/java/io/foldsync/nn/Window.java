package io.foldsync.nn;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A window that moves over images {@code [channels, height, width]}, square, or over lines {@code [channels, length]}.
 *
 * @param dimensions 2 for images, 1 for lines
 * @param kernel numbers in it in each dimension
 * @param dilation from one of them to the next; 1 for neighbours
 */
record Window(int dimensions, int kernel, int stride, int padding, int dilation) {

    /** Over images. */
    static Window image(int kernel, int stride, int padding, int dilation) {
        return new Window(2, kernel, stride, padding, dilation);
    }

    /** Over lines. */
    static Window line(int kernel, int stride, int padding, int dilation) {
        return new Window(1, kernel, stride, padding, dilation);
    }

    /** The ranges that all windows share; {@code layer} names the recipe. */
    void check(String layer) {
        Sizes.atLeast(1, layer + ".kernel", kernel);
        Sizes.atLeast(1, layer + ".stride", stride);
        Sizes.atLeast(0, layer + ".padding", padding);
        Sizes.atLeast(1, layer + ".dilation", dilation);
    }

    /** The channels that reach a layer; what is neither image nor line is refused. */
    int channels(Emitter to, Signal x) {
        return dimensions == 2 ? to.image(x).get(0) : line(to, x).get(0);
    }

    /**
     * The shape that leaves: {@code (size + 2 padding - extent) / stride + 1} in each dimension, rounded down, with
     * {@code extent = dilation (kernel - 1) + 1}.
     */
    List<Integer> over(int channels, Emitter to, Signal x) {
        channels(to, x);
        List<Integer> sizes = x.shape().subList(1, x.shape().size());
        return shape(channels, sizes.stream().map(size -> along(size, to, x)).toList());
    }

    /** The shape that leaves a transposed convolution: {@code (size - 1) stride - 2 padding + extent + outputPadding}. */
    List<Integer> under(int channels, int outputPadding, Emitter to, Signal x) {
        channels(to, x);
        List<Integer> sizes = x.shape().subList(1, x.shape().size());
        return shape(
                channels,
                sizes.stream().map(size -> grown(size, outputPadding, to, x)).toList());
    }

    String strides() {
        return each(stride);
    }

    String paddings() {
        return each(padding);
    }

    String dilations() {
        return each(dilation);
    }

    /** A list for this window's dimensions. */
    String each(int size) {
        return Collections.nCopies(dimensions, size).toString();
    }

    /** A list for two dimensions: a line is an image of which the window sees one row at a time. */
    String inPlane(int size, int still) {
        return dimensions == 2 ? each(size) : List.of(still, size).toString();
    }

    private static List<Integer> line(Emitter to, Signal x) {
        if (x.shape().size() != 2) {
            throw to.fault(
                    "rows of shape " + x.shape(),
                    "rows of shape [channels, length]",
                    "Set data.shape, or move the layer before Flatten.");
        }
        return x.shape();
    }

    private int along(int size, Emitter to, Signal x) {
        long room = size + 2L * padding - extent();
        if (room < 0) {
            throw to.fault(
                    "rows of shape " + x.shape() + " with padding " + padding,
                    (dimensions == 2 ? "height and width" : "a length") + " of at least " + (extent() - 2L * padding)
                            + " for a window of " + extent(),
                    "Use a smaller kernel, more padding, or fewer strides before it.");
        }
        return Math.toIntExact(room / stride + 1);
    }

    private int grown(int size, int outputPadding, Emitter to, Signal x) {
        long grown = (size - 1L) * stride - 2L * padding + extent() + outputPadding;
        if (grown < 1) {
            throw to.fault(
                    "rows of shape " + x.shape() + " with padding " + padding + ", which leave nothing",
                    "less padding than the window and the strides add",
                    "Use less padding, or a larger kernel.");
        }
        return Math.toIntExact(grown);
    }

    private long extent() {
        return (long) dilation * (kernel - 1L) + 1;
    }

    private static List<Integer> shape(int channels, List<Integer> sizes) {
        return Stream.concat(Stream.of(channels), sizes.stream()).toList();
    }
}
