package io.foldsync.nn;

import java.util.List;
import java.util.OptionalLong;

/**
 * Counts the floating-point operations of a network from its recipe, as benchmarks do: two for each multiply-add of
 * linear and convolutional layers and of attention, and nothing for all others, which are small beside them.
 */
public final class Flops {
    /** What has been counted up to a layer. */
    private record Count(List<Integer> shape, long weights, long inputs, boolean learned) {

        /** Behind a layer with weights; its input needs a gradient only if a layer before it has weights as well. */
        Count and(List<Integer> leaves, long multiplyAdds) {
            return new Count(leaves, weights + multiplyAdds, inputs + (learned ? multiplyAdds : 0), true);
        }

        Count leaves(List<Integer> leaves) {
            return new Count(leaves, weights, inputs, learned);
        }
    }

    private final int outputs;
    private boolean known = true;

    private Flops(int outputs) {
        this.outputs = outputs;
    }

    /**
     * Operations to train on one row: the forward pass, the gradients of all weights, and the gradients of the inputs of
     * all layers with weights but the first.
     *
     * @param shape the shape of one row: {@code [d]}, {@code [positions, d]}, or {@code [channels, height, width]}
     * @param outputs c classes, or 1 for regression
     * @return empty when the network has a layer of a kind that this does not know
     */
    public static OptionalLong training(Architecture network, List<Integer> shape, int outputs) {
        Flops flops = new Flops(outputs);
        Count all = flops.chain(network.layers(shape, outputs), new Count(shape, 0, 0, false));
        return flops.known ? OptionalLong.of(2 * (2 * all.weights + all.inputs)) : OptionalLong.empty();
    }

    private Count chain(List<Layer> layers, Count x) {
        Count at = x;
        for (Layer layer : layers) {
            at = layer(layer, at);
        }
        return at;
    }

    private Count layer(Layer layer, Count x) {
        if (layer instanceof Linear linear) {
            int out = linear.outputs() == Linear.OUTPUTS ? outputs : linear.outputs();
            boolean sequence = x.shape.size() == 2;
            return x.and(sequence ? List.of(x.shape.get(0), out) : List.of(out), (long) size(x.shape) * out);
        } else if (layer instanceof Embedding embedding) { // looks up and multiplies nothing, but learns
            return x.and(List.of(x.shape.get(0), embedding.features()), 0);
        } else if (layer instanceof MultiheadSelfAttention) {
            return attention(x);
        } else if (layer instanceof MeanOverPositions) {
            return x.leaves(x.shape.subList(1, 2));
        } else if (layer instanceof Conv2d conv) {
            List<Integer> leaves = window(x.shape, conv.channels(), conv.kernel(), conv.stride(), conv.padding());
            return x.and(leaves, (long) x.shape.get(0) * conv.kernel() * conv.kernel() * size(leaves));
        } else if (layer instanceof Residual residual) {
            Count body = layer(residual.body(), x);
            Count both = layer(residual.shortcut(), new Count(x.shape, body.weights, body.inputs, x.learned));
            return new Count(body.shape, both.weights, both.inputs, body.learned || both.learned);
        } else if (layer instanceof Sequential sequence) {
            return chain(sequence.layers(), x);
        } else if (layer instanceof MaxPool2d pool) {
            return x.leaves(window(x.shape, x.shape.get(0), pool.kernel(), pool.stride(), 0));
        } else if (layer instanceof AvgPool2d pool) {
            return x.leaves(window(x.shape, x.shape.get(0), pool.kernel(), pool.stride(), 0));
        } else if (layer instanceof AdaptiveAvgPool2d) {
            return x.leaves(List.of(x.shape.get(0), 1, 1));
        } else if (layer instanceof Flatten) {
            return x.leaves(List.of(size(x.shape)));
        }
        known &= keepsShape(layer);
        return x;
    }

    /** Queries, keys and values; two products of l x l in all heads together, both of whose factors learn; the heads' sum. */
    private static Count attention(Count x) {
        int d = x.shape.get(1);
        long square = (long) size(x.shape) * d;
        Count projected = x.and(x.shape, 3 * square);
        return projected.and(x.shape, 2L * size(x.shape) * x.shape.get(0)).and(x.shape, square);
    }

    private static boolean keepsShape(Layer layer) {
        return layer instanceof Relu
                || layer instanceof Gelu
                || layer instanceof Tanh
                || layer instanceof Sigmoid
                || layer instanceof Dropout
                || layer instanceof BatchNorm1d
                || layer instanceof BatchNorm2d
                || layer instanceof LayerNorm
                || layer instanceof PositionalEncoding;
    }

    private static List<Integer> window(List<Integer> image, int channels, int kernel, int stride, int padding) {
        return List.of(
                channels,
                (image.get(1) + 2 * padding - kernel) / stride + 1,
                (image.get(2) + 2 * padding - kernel) / stride + 1);
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
