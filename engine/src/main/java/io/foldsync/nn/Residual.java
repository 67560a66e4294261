package io.foldsync.nn;

import java.util.List;

/**
 * {@code y = body(x) + shortcut(x)}; both must leave the same shape. Parameters are named {@code body.0.weight} and
 * {@code shortcut.0.weight} within it. Source: He et al. 2016, "Deep residual learning", eqs. 1 and 2, without the
 * activation after the sum.
 *
 * @param body what is learned
 * @param shortcut empty for the identity, or a projection where the body changes the shape
 */
public record Residual(Sequential body, Sequential shortcut) implements AnyWidth {

    /** A body around which the input goes unchanged. */
    public static Residual of(Layer... body) {
        return new Residual(Sequential.of(body), new Sequential(List.of()));
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Signal learned = to.child("body", body, x);
        Signal carried = to.child("shortcut", shortcut, x);
        if (!learned.shape().equals(carried.shape())) {
            throw to.fault(
                    "a body that leaves shape " + learned.shape() + " beside a shortcut that leaves " + carried.shape(),
                    "equal shapes",
                    "Give the shortcut a convolution of kernel 1 with the body's channels and stride.");
        }
        return to.operation(
                learned.shape(),
                "torch.add(" + learned + ", " + carried + ")",
                List.of(learned, carried),
                (back, y, dy) -> {
                    back.input(learned, dy);
                    back.input(carried, dy);
                });
    }
}
