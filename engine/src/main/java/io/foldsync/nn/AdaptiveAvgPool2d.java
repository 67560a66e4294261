package io.foldsync.nn;

import java.util.List;

/**
 * Means over a grid of {@code height x width} cells that covers the image, {@code [b, c, h, w] -> [b, c, height, width]}:
 * cell {@code i} reaches from row {@code i h / height}, rounded down, to {@code (i + 1) h / height}, rounded up, so cells
 * may overlap. As PyTorch's {@code nn.AdaptiveAvgPool2d}. Source: He et al. 2014, "Spatial pyramid pooling", section 2.2,
 * with means; one cell is the global average of Lin et al. 2014, "Network in network", section 3.2.
 */
public record AdaptiveAvgPool2d(int height, int width) implements AnyWidth {

    public AdaptiveAvgPool2d {
        Sizes.atLeast(1, "AdaptiveAvgPool2d.height", height);
        Sizes.atLeast(1, "AdaptiveAvgPool2d.width", width);
    }

    /** The mean of each channel: the global average. */
    public AdaptiveAvgPool2d() {
        this(1, 1);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Integer> image = to.image(x);
        boolean global = height == 1 && width == 1;
        double share = 1.0 / image.get(1) / image.get(2);
        return to.operation(
                List.of(image.get(0), height, width),
                "torch.adaptive_avg_pool2d(" + x + ", [" + height + ", " + width + "])",
                List.of(x),
                (back, y, dy) -> back.input(
                        x,
                        global
                                ? "torch.expand(torch.mul(" + dy + ", " + share + "), " + to.batch(image) + ")"
                                : "torch._adaptive_avg_pool2d_backward(" + dy + ", " + x + ")"));
    }
}
