package io.foldsync.nn;

import java.util.List;

/** Layers one after another as one layer; parameters are named {@code 0.weight}, {@code 2.weight} and so on within it. */
public record Sequential(List<Layer> layers) implements AnyWidth {

    public Sequential {
        layers = List.copyOf(layers);
    }

    /** These layers in this order. */
    public static Sequential of(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        return to.chain(layers, x);
    }
}
