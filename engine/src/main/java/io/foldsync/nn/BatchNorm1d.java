package io.foldsync.nn;

/**
 * {@code y = (x - mean) / sqrt(variance + 1e-5) * weight + bias}, feature by feature, {@code [b, d] -> [b, d]}, or channel
 * by channel of lines, {@code [b, c, length] -> [b, c, length]}: with the batch's moments while training, with running ones
 * (momentum 0.1, unbiased variance) in evaluation. As PyTorch's {@code nn.BatchNorm1d}. Source: Ioffe and Szegedy 2015,
 * "Batch normalization", algorithms 1 and 2.
 */
public record BatchNorm1d() implements Layer {

    @Override
    public Signal emit(Emitter to, Signal x) {
        return BatchNorm.emit(to, channels(to, x), x);
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        return BatchNorm.emitStacked(to, channels(to, x), x);
    }

    private static int channels(Emitter to, Signal x) {
        return x.shape().size() == 2 ? x.shape().get(0) : to.flat(x);
    }
}
