package io.foldsync.nn;

import java.util.List;

/** A square window that moves over an image. */
record Window(int kernel, int stride, int padding) {

    /** The shape that leaves: {@code (size + 2 padding - kernel) / stride + 1} in both directions, rounded down. */
    List<Integer> over(int channels, Emitter to, Signal x) {
        List<Integer> image = to.image(x);
        return List.of(channels, along(image.get(1), to, x), along(image.get(2), to, x));
    }

    private int along(int size, Emitter to, Signal x) {
        int room = size + 2 * padding - kernel;
        if (room < 0) {
            throw to.fault(
                    "rows of shape " + x.shape() + " with padding " + padding,
                    "height and width of at least " + (kernel - 2 * padding) + " for a window of " + kernel,
                    "Use a smaller kernel, more padding, or fewer strides before it.");
        }
        return room / stride + 1;
    }

    String kernels() {
        return pair(kernel);
    }

    String strides() {
        return pair(stride);
    }

    String paddings() {
        return pair(padding);
    }

    private static String pair(int size) {
        return "[" + size + ", " + size + "]";
    }
}
