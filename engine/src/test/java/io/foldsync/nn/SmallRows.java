package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.FeatureType;
import io.foldsync.data.Moments;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.metric.Predictions;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** 64 rows on the CPU whose numbers come from {@link #uniform}: three classes, three labels, or numbers of -1 to 1. */
final class SmallRows implements AutoCloseable {
    static final int N = 64;
    static final Target CLASSES = new Target.Classes(List.of("a", "b", "c"));
    static final Target LABELS = new Target.Labels(List.of("a", "b", "c"));
    static final Target NUMBERS = new Target.Numbers();

    private final NDManager manager;
    private final Feed feed;
    private final Resident resident;
    private final Normalizer normalizer;

    private SmallRows(Feed feed, float[] features, float[] targets, Normalizer normalizer) {
        Natives.start();
        this.feed = feed;
        this.normalizer = normalizer;
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        DataType type = feed.type() == FeatureType.UINT8 ? DataType.UINT8 : DataType.FLOAT32;
        resident = new Resident(
                manager.create(features, new Shape(N, features.length / N)).toType(type, false),
                switch (feed.target().kind()) {
                    case CLASSES -> manager.create(codes(targets));
                    case LABELS -> labels();
                    case NUMBERS -> manager.create(targets);
                },
                manager.create(uniform(102, N, 0.5, 1)));
    }

    private static long[] codes(float[] targets) {
        long[] codes = new long[N];
        Arrays.setAll(codes, i -> (long) ((targets[i] + 1) * 1.5));
        return codes;
    }

    private NDArray labels() {
        return manager.create(uniform(103, N * LABELS.values(), 1, 0), new Shape(N, LABELS.values()))
                .gt(0)
                .toType(DataType.UINT8, true);
    }

    /** Float features of this shape, -1 to 1, and weights 1; or 0.5 to 1.5 if {@code weighted}. */
    static SmallRows of(Target target, boolean weighted, Integer... shape) {
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, target, weighted, false, "cpu");
        float[] features = uniform(100, N * size(shape), 1, 0);
        return new SmallRows(feed, features, uniform(101, N, 1, 0), none());
    }

    /** Three classes, float features of this shape, weights 1. */
    static SmallRows of(Integer... shape) {
        return of(CLASSES, false, shape);
    }

    /** As {@link #of(Integer...)} for images, each with left and right exchanged. */
    static SmallRows mirrored(Integer... shape) {
        int width = shape[2];
        float[] features = uniform(100, N * size(shape), 1, 0);
        float[] mirrored = new float[features.length];
        for (int i = 0; i < features.length; i++) {
            mirrored[i] = features[i / width * width + width - 1 - i % width];
        }
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, CLASSES, false, false, "cpu");
        return new SmallRows(feed, mirrored, uniform(101, N, 1, 0), none());
    }

    /** Three classes; bytes 0 to 255 as features, normalised by {@code (x - 127.5) / 127.5} in the program. */
    static SmallRows bytes(Integer... shape) {
        Normalizer normalizer = new Scaling.Fixed(127.5, 127.5).fit(Moments.none(size(shape)));
        Feed feed = new Feed(List.of(shape), FeatureType.UINT8, CLASSES, false, true, "cpu");
        return new SmallRows(feed, wholeNumbers(shape), uniform(101, N, 1, 0), normalizer);
    }

    /** The same rows as {@link #bytes}, normalised before. */
    static SmallRows normalizedBytes(Integer... shape) {
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, CLASSES, false, false, "cpu");
        float[] features = wholeNumbers(shape);
        for (int i = 0; i < features.length; i++) {
            features[i] = (features[i] - 127.5f) * (float) (1 / 127.5);
        }
        return new SmallRows(feed, features, uniform(101, N, 1, 0), none());
    }

    /** Three classes; rows of l tokens, each 0 to {@code vocabulary - 1}. */
    static SmallRows tokens(int vocabulary, int l) {
        float[] features = uniform(100, N * l, 1, 0);
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) Math.floor((features[i] + 1) * (vocabulary / 2f));
        }
        return tokens(features);
    }

    /** Three classes; these numbers as tokens, as many in each row. */
    static SmallRows tokens(float... features) {
        Feed feed = new Feed(List.of(features.length / N), FeatureType.FLOAT32, CLASSES, false, false, "cpu");
        return new SmallRows(feed, features, uniform(101, N, 1, 0), none());
    }

    /** Every one of d features is 1, every target 0. */
    static SmallRows ones(int d) {
        float[] features = new float[N * d];
        Arrays.fill(features, 1);
        Feed feed = new Feed(List.of(d), FeatureType.FLOAT32, NUMBERS, false, false, "cpu");
        return new SmallRows(feed, features, new float[N], none());
    }

    CompiledModel model(ModelRecipe recipe, long seed) {
        return new CompiledModel(recipe, feed, resident, normalizer, Seed.root(seed));
    }

    /** As {@link #model}, for a network that is not compiled. */
    StepwiseModel stepwise(ModelRecipe recipe, long seed) {
        return new StepwiseModel(recipe, feed, resident, normalizer, Seed.root(seed));
    }

    /** What a model says of all rows, beside what is true. */
    Predictions predictions(Model model) {
        float[] weights = new float[N];
        Arrays.fill(weights, 1);
        NDArray targets = resident.targets();
        return new Predictions(
                model.outputs(order()),
                feed.target().outputs(),
                targets.toType(DataType.FLOAT32, true).toFloatArray(),
                feed.weighted() ? resident.weights().toFloatArray() : weights);
    }

    /** Row numbers 0 to n - 1. */
    static int[] order() {
        return IntStream.range(0, N).toArray();
    }

    /** {@code shift + scale u} with u uniform in [-1, 1): the formula of the golden files, see their README. */
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

    private static float[] wholeNumbers(Integer[] shape) {
        float[] values = uniform(100, N * size(shape), 128, 128);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.floor(values[i]);
        }
        return values;
    }

    private static int size(Integer[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static Normalizer none() {
        return Scaling.NONE.fit(Moments.none(1));
    }

    @Override
    public void close() {
        manager.close();
    }
}
