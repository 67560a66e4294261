package io.foldsync.nn;

import java.util.List;

/**
 * The mean of each square window, {@code [b, c, h, w] -> [b, c, h', w']}, sizes as in {@link Conv2d} without padding. As
 * PyTorch's {@code nn.AvgPool2d}.
 */
public record AvgPool2d(int kernel, int stride) implements AnyWidth {

    public AvgPool2d {
        Sizes.atLeast(1, "AvgPool2d.kernel", kernel);
        Sizes.atLeast(1, "AvgPool2d.stride", stride);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Window window = new Window(kernel, stride, 0);
        String how = window.kernels() + ", " + window.strides() + ", [0, 0], False, True, None)";
        return to.operation(
                window.over(to.image(x).get(0), to, x),
                "torch.avg_pool2d(" + x + ", " + how,
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.avg_pool2d_backward(" + dy + ", " + x + ", " + how));
    }
}
