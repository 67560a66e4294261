package io.foldsync.nn;

import java.util.List;

/** What the pools write, for images and lines and any number of models: aten pools the last two dimensions of any tensor. */
final class Pool {
    private Pool() {}

    /** The ranges that all pools share; {@code layer} names the recipe. */
    static void check(String layer, Window window) {
        window.check(layer);
        Sizes.within(0, window.kernel() / 2, layer + ".padding", window.padding()); // else a window of padding alone
    }

    /** The largest number in each window; padding is minus infinity. */
    static Signal largest(Emitter to, Window window, Signal x) {
        String how = how(window) + ", " + window.inPlane(1, 1) + ", False";
        String where = to.variable();
        return to.operation(
                window.over(window.channels(to, x), to, x),
                List.of(to.variable(), where),
                "torch.max_pool2d_with_indices(" + x + ", " + how + ")",
                List.of(x),
                (back, y, dy) -> back.input(
                        x,
                        "torch.max_pool2d_with_indices_backward(" + dy + ", " + x + ", " + how + ", " + where + ")"));
    }

    /** The mean of each window; padding is zeros that count. */
    static Signal mean(Emitter to, Window window, Signal x) {
        String how = how(window) + ", False, True, None)";
        return to.operation(
                window.over(window.channels(to, x), to, x),
                "torch.avg_pool2d(" + x + ", " + how,
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.avg_pool2d_backward(" + dy + ", " + x + ", " + how));
    }

    private static String how(Window window) {
        return window.inPlane(window.kernel(), 1) + ", " + window.inPlane(window.stride(), 1) + ", "
                + window.inPlane(window.padding(), 0);
    }
}
