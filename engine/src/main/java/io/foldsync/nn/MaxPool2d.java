package io.foldsync.nn;

import java.util.List;

/**
 * The largest number in each square window, {@code [b, c, h, w] -> [b, c, h', w']}, sizes as in {@link Conv2d} without
 * padding. As PyTorch's {@code nn.MaxPool2d}.
 */
public record MaxPool2d(int kernel, int stride) implements AnyWidth {

    public MaxPool2d {
        Sizes.atLeast(1, "MaxPool2d.kernel", kernel);
        Sizes.atLeast(1, "MaxPool2d.stride", stride);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Window window = new Window(kernel, stride, 0);
        String how = window.kernels() + ", " + window.strides() + ", [0, 0], [1, 1], False";
        String where = to.variable();
        return to.operation(
                window.over(to.image(x).get(0), to, x),
                List.of(to.variable(), where),
                "torch.max_pool2d_with_indices(" + x + ", " + how + ")",
                List.of(x),
                (back, y, dy) -> back.input(
                        x,
                        "torch.max_pool2d_with_indices_backward(" + dy + ", " + x + ", " + how + ", " + where + ")"));
    }
}
