package io.foldsync.nn;

import java.util.List;

/** Forgets the shape of a row, {@code [b, …] -> [b, d]}. As PyTorch's {@code nn.Flatten}; nothing for flat rows. */
public record Flatten() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        if (x.shape().size() == 1) {
            return x;
        }
        return to.operation(
                List.of(x.size()),
                "torch.flatten(" + x + ", 1, -1)",
                List.of(x),
                (back, y, dy) -> back.input(x, "torch.reshape(" + dy + ", " + to.batch(x.shape()) + ")"));
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return switch (x.shape().size()) {
            case 1 -> x;
            case 3 -> {
                String apart = "torch.reshape(" + x + ", [b, " + to.width() + ", " + x.size() + "])";
                yield to.signal(List.of(x.size()), "torch.transpose(" + apart + ", 0, 1)");
            }
            default -> to.signal(List.of(x.size()), "torch.flatten(" + x + ", 2, -1)");
        };
    }
}
