package io.foldsync.nn;

import java.util.List;

/**
 * The same numbers in the same order as rows of another shape, {@code [b, …] -> [b, shape…]}. As PyTorch's
 * {@code nn.Unflatten(1, shape)} of flattened rows. {@link Flatten} is the way back.
 *
 * @param shape of one row; its product is that of the shape that comes
 */
public record Reshape(List<Integer> shape) implements Layer {

    public Reshape {
        shape = List.copyOf(shape);
        Sizes.atLeast(1, "Reshape.shape dimensions", shape.size());
        shape.forEach(size -> Sizes.atLeast(1, "Reshape.shape", size));
    }

    /** To rows of this shape. */
    public static Reshape to(Integer... shape) {
        return new Reshape(List.of(shape));
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        requireEqualSize(to, x);
        return to.operation(
                shape,
                "torch.reshape(" + x + ", " + to.batch(shape) + ")",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.reshape(" + dy + ", " + to.batch(x.shape()) + ")"));
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        requireEqualSize(to, x);
        return to.signal(shape, to.stacked(shape, SideBySide.apart(to, x)));
    }

    private void requireEqualSize(Emitter to, Signal x) {
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (size != x.size()) {
            throw to.fault(
                    "rows of shape " + x.shape() + ", " + x.size() + " numbers, for the shape " + shape + ", " + size,
                    "as many numbers in both",
                    "Choose a shape with the product " + x.size() + ".");
        }
    }
}
