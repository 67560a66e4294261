package io.foldsync.nn;

import java.util.List;

/**
 * The mean of each channel, {@code [b, c, h, w] -> [b, c, 1, 1]}: the global average. As PyTorch's
 * {@code nn.AdaptiveAvgPool2d(1)}.
 */
public record AdaptiveAvgPool2d() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.signal(List.of(to.image(x).get(0), 1, 1), "torch.adaptive_avg_pool2d(" + x + ", [1, 1])");
    }
}
