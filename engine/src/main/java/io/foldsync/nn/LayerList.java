package io.foldsync.nn;

import java.util.List;
import java.util.stream.Collectors;

/** A network written out layer by layer. */
public record LayerList(List<Layer> layers) implements Architecture {

    public LayerList {
        layers = List.copyOf(layers);
    }

    /** These layers in this order; the last is usually {@code new Linear(Linear.OUTPUTS)}. */
    public static LayerList of(Layer... layers) {
        return new LayerList(List.of(layers));
    }

    @Override
    public String describe() {
        return layers.stream()
                .map(layer -> layer.getClass().getSimpleName())
                .collect(Collectors.joining(", ", "layers ", ""));
    }

    @Override
    public List<Layer> layers(List<Integer> shape, int outputs) {
        return layers;
    }
}
