package io.foldsync.nn;

import io.foldsync.data.HostTensor;
import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;

/** How an array of a network begins: constant, or drawn element by element from one distribution. */
public sealed interface Initial {

    /** Uniform in {@code [low, high)}, or constant where both are equal. */
    record Uniform(double low, double high) implements Initial {
        @Override
        public double next(RandomStream stream) {
            return low == high ? low : low + (high - low) * stream.nextDouble();
        }
    }

    /** Normal of mean 0. */
    record Normal(double deviation) implements Initial {
        @Override
        public double next(RandomStream stream) {
            return deviation * stream.nextGaussian();
        }
    }

    /** Every element is {@code value}. */
    static Initial constant(double value) {
        return new Uniform(value, value);
    }

    /**
     * Uniform in {@code ±1/sqrt(fanIn)}: what PyTorch's {@code nn.Linear} and {@code nn.Conv2d} draw for weight and bias
     * alike, {@code kaiming_uniform_(a=sqrt(5))}. Source: He et al. 2015, "Delving deep into rectifiers", eq. 10, with
     * PyTorch's gain.
     *
     * @param fanIn inputs that reach one output
     */
    static Initial fanIn(int fanIn) {
        return within(1 / StrictMath.sqrt(fanIn));
    }

    /**
     * Uniform in {@code ±sqrt(6 / (fanIn + fanOut))}, PyTorch's {@code xavier_uniform_}. Source: Glorot and Bengio 2010,
     * "Understanding the difficulty of training deep feedforward neural networks", eq. 16.
     */
    static Initial xavier(int fanIn, int fanOut) {
        return within(StrictMath.sqrt(6.0 / ((double) fanIn + fanOut)));
    }

    /** Normal of mean 0: what PyTorch's {@code nn.Embedding} draws with deviation 1. */
    static Initial normal(double deviation) {
        return new Normal(deviation);
    }

    private static Initial within(double bound) {
        return new Uniform(-bound, bound);
    }

    /** Whether every element is the same. */
    default boolean same() {
        return this instanceof Uniform uniform && uniform.low() == uniform.high();
    }

    /** The next element. */
    double next(RandomStream stream);

    /** A {@code F32} tensor drawn from this distribution, the same for the same seed on every machine. */
    default HostTensor draw(List<Integer> shape, Seed seed) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        RandomStream stream = seed.stream();
        if (same()) {
            Arrays.fill(values, (float) next(stream));
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) next(stream);
            }
        }
        return HostTensor.floats(
                values, shape.stream().mapToLong(Integer::longValue).toArray());
    }
}
