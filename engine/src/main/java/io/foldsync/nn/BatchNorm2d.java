package io.foldsync.nn;

/**
 * {@link BatchNorm1d} channel by channel, {@code [b, c, h, w] -> [b, c, h, w]}: moments over rows, heights and widths. As
 * PyTorch's {@code nn.BatchNorm2d}.
 */
public record BatchNorm2d() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return BatchNorm.emit(to, to.image(x).get(0), x);
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return BatchNorm.emitStacked(to, to.image(x).get(0), x);
    }
}
