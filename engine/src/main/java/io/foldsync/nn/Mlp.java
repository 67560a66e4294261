package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A multilayer perceptron: flatten, then linear, ReLU and dropout for each hidden size, then linear.
 *
 * @param hidden features of the hidden layers, first to last; may be empty for a linear model
 * @param dropout the probability of {@link Dropout} after each hidden layer
 */
public record Mlp(List<Integer> hidden, double dropout) implements Architecture {

    public Mlp {
        hidden = List.copyOf(hidden);
        hidden.forEach(size -> Sizes.atLeast(1, "Mlp.hidden", size));
        Sizes.fraction("Mlp.dropout", dropout);
    }

    @Override
    public String describe() {
        return hidden.isEmpty()
                ? "linear model"
                : hidden.stream().map(String::valueOf).collect(Collectors.joining("-", "mlp ", ", dropout " + dropout));
    }

    @Override
    public List<Layer> layers(List<Integer> shape, int outputs) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Flatten());
        for (int size : hidden) {
            layers.add(new Linear(size));
            layers.add(new Relu());
            layers.add(new Dropout(dropout)); // also for 0: the numbers in parameter names must not hang on it
        }
        layers.add(new Linear(Linear.OUTPUTS));
        return layers;
    }
}
