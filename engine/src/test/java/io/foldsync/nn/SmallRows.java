package io.foldsync.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.FeatureType;
import io.foldsync.data.Moments;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A handful of rows on the CPU, made by {@link #uniform}: features -1 to 1 (or bytes 0 to 255), three classes or
 * numbers, weights 0.5 to 1.5.
 */
final class SmallRows implements AutoCloseable {
    static final int N = 64;
    static final Target CLASSES = new Target.Classes(List.of("a", "b", "c"));
    static final Target NUMBERS = new Target.Numbers();

    private final NDManager manager;
    private final Feed feed;
    private final Resident resident;
    private final Normalizer normalizer;

    SmallRows(List<Integer> shape, FeatureType type, Target target, boolean weighted, Scaling scaling) {
        Natives.start();
        int d = shape.stream().reduce(1, Math::multiplyExact);
        normalizer = scaling.fit(Moments.none(d));
        manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
        feed = new Feed(shape, type, target, weighted, !normalizer.identity(), "cpu");
        float[] features = uniform(100, N * d, type == FeatureType.UINT8 ? 127.5 : 1, 0);
        if (type == FeatureType.UINT8) {
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) Math.floor(features[i] + 127.5);
            }
        }
        float[] targets = uniform(101, N, 1, 0);
        boolean classes = target instanceof Target.Classes;
        long[] codes = IntStream.range(0, N)
                .mapToLong(i -> (long) ((targets[i] + 1) * 1.5))
                .toArray();
        resident = new Resident(
                manager.create(features, new Shape(N, d))
                        .toType(type == FeatureType.UINT8 ? DataType.UINT8 : DataType.FLOAT32, false),
                classes ? manager.create(codes) : manager.create(targets),
                manager.create(uniform(102, N, 0.5, 1)));
    }

    /** Three classes, float features of this shape, weights 1. */
    static SmallRows of(Integer... shape) {
        return new SmallRows(List.of(shape), FeatureType.FLOAT32, CLASSES, false, Scaling.NONE);
    }

    Model model(ModelRecipe recipe, long seed) {
        return new Model(recipe, feed, resident, normalizer, Seed.root(seed));
    }

    NDManager manager() {
        return manager;
    }

    static int[] all() {
        return IntStream.range(0, N).toArray();
    }

    /** {@code shift + scale u} with u uniform in [-1, 1): the generator of the golden files, see their README. */
    static float[] uniform(int tensor, int count, double scale, double shift) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long h = (tensor * 7919L + i) * 2654435761L & 0xFFFFFFFFL;
            h ^= h >>> 15;
            h = h * 2246822519L & 0xFFFFFFFFL;
            h ^= h >>> 13;
            values[i] = (float) (shift + scale * (h / 0x1p31 - 1));
        }
        return values;
    }

    @Override
    public void close() {
        manager.close();
    }
}
