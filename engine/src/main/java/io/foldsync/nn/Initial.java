package io.foldsync.nn;

import io.foldsync.data.HostTensor;
import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;

/** How an array of a network begins: uniform in {@code [low, high)}, or constant where both are equal. */
public record Initial(double low, double high) {

    /** Every element is {@code value}. */
    public static Initial constant(double value) {
        return new Initial(value, value);
    }

    /**
     * Uniform in {@code ±1/sqrt(fanIn)}: what PyTorch's {@code nn.Linear} and {@code nn.Conv2d} draw for weight and bias
     * alike, {@code kaiming_uniform_(a=sqrt(5))}. Source: He et al. 2015, "Delving deep into rectifiers", eq. 10, with
     * PyTorch's gain.
     *
     * @param fanIn inputs that reach one output
     */
    public static Initial fanIn(int fanIn) {
        double bound = 1 / StrictMath.sqrt(fanIn);
        return new Initial(-bound, bound);
    }

    /** A {@code F32} tensor drawn from this distribution, the same for the same seed on every machine. */
    HostTensor draw(List<Integer> shape, Seed seed) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        if (low == high) {
            Arrays.fill(values, (float) low);
        } else {
            RandomStream stream = seed.stream();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (low + (high - low) * stream.nextDouble());
            }
        }
        return HostTensor.floats(
                values, shape.stream().mapToLong(Integer::longValue).toArray());
    }
}
