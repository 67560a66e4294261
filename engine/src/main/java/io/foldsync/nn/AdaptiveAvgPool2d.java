package io.foldsync.nn;

import java.util.List;

/**
 * The mean of each channel, {@code [b, c, h, w] -> [b, c, 1, 1]}: the global average. As PyTorch's
 * {@code nn.AdaptiveAvgPool2d(1)}.
 */
public record AdaptiveAvgPool2d() implements AnyWidth {

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Integer> image = to.image(x);
        double share = 1.0 / image.get(1) / image.get(2);
        return to.operation(
                List.of(image.get(0), 1, 1),
                "torch.adaptive_avg_pool2d(" + x + ", [1, 1])",
                List.of(x),
                (back, y, dy) ->
                        back.input(x, "torch.expand(torch.mul(" + dy + ", " + share + "), " + to.batch(image) + ")"));
    }
}
