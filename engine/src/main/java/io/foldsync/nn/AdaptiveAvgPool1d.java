package io.foldsync.nn;

import java.util.List;

/**
 * Means over {@code length} stretches that cover the line, {@code [b, c, l] -> [b, c, length]}, with ends as in
 * {@link AdaptiveAvgPool2d}. As PyTorch's {@code nn.AdaptiveAvgPool1d}.
 */
public record AdaptiveAvgPool1d(int length) implements AnyWidth {

    public AdaptiveAvgPool1d {
        Sizes.atLeast(1, "AdaptiveAvgPool1d.length", length);
    }

    /** The mean of each channel: the global average. */
    public AdaptiveAvgPool1d() {
        this(1);
    }

    /** A line is a row of an image that has a row a channel: as many rows leave as come. */
    @Override
    public Signal emit(Emitter to, Signal x) {
        int channels = Window.line(1, 1, 0, 1).channels(to, x);
        return to.operation(
                List.of(channels, length),
                "torch.adaptive_avg_pool2d(" + x + ", [" + channels + ", " + length + "])",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch._adaptive_avg_pool2d_backward(" + dy + ", " + x + ")"));
    }
}
