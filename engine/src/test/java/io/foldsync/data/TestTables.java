package io.foldsync.data;

import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A small synthetic dataset for tests, learnable and the same every time: classes are clusters around corners, numbers
 * are a linear function, both with noise. {@code TestTables.classes(120, 4, 3, 5).write(directory)} gives the card.
 *
 * @param rows n
 * @param shape the shape of one row's features
 * @param classes c, or 0 for numbers to predict
 * @param parts how many shards; rows go to them in turn, so that every part sees every class
 */
public record TestTables(
        int rows, List<Integer> shape, FeatureType type, int classes, int parts, boolean weighted, Seed seed) {

    public TestTables {
        shape = List.copyOf(shape);
    }

    /** n rows of d float features in c classes. */
    public static TestTables classes(int rows, int features, int classes, int parts) {
        return new TestTables(rows, List.of(features), FeatureType.FLOAT32, classes, parts, false, Seed.root(7));
    }

    /** n rows of d float features, each with a number to predict. */
    public static TestTables numbers(int rows, int features, int parts) {
        return classes(rows, features, 0, parts);
    }

    public TestTables withShape(Integer... sizes) {
        return new TestTables(rows, List.of(sizes), type, classes, parts, weighted, seed);
    }

    /** Features as bytes: centred at 128, some 40 to either side. */
    public TestTables withBytes() {
        return new TestTables(rows, shape, FeatureType.UINT8, classes, parts, weighted, seed);
    }

    /** Weights of 0.5 to 1.5, instead of 1. */
    public TestTables withWeights() {
        return new TestTables(rows, shape, type, classes, parts, true, seed);
    }

    public TestTables withSeed(long number) {
        return new TestTables(rows, shape, type, classes, parts, weighted, Seed.root(number));
    }

    /** Writes the shard files and gives the card. */
    public DatasetCard write(Path directory) throws IOException {
        List<Long> partRows = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int[] members = members(part);
            try (ShardWriter writer = new ShardWriter(
                    Files.newOutputStream(directory.resolve(Shard.featuresFile(part))),
                    Files.newOutputStream(directory.resolve(Shard.rowsFile(part))),
                    shape,
                    type,
                    members.length)) {
                for (int member : members) {
                    writer.add(packed(member), target(member), weight(member), key(member));
                }
            }
            partRows.add((long) members.length);
        }
        return new DatasetCard(shape, type, target(), weighted, partRows, "test-" + seed.value());
    }

    /** What the table at each of its rows holds: numbers of members, part by part. */
    public int[] members() {
        return IntStream.range(0, parts)
                .flatMap(part -> IntStream.of(members(part)))
                .toArray();
    }

    /** The features of one member, {@code [d]}, as they are stored. */
    public float[] features(int member) {
        RandomStream noise = noise(member);
        float[] features = new float[shape.stream().reduce(1, Math::multiplyExact)];
        for (int j = 0; j < features.length; j++) {
            double center = classes == 0 ? 0 : corner(member % classes, j);
            double value = center + 2 * noise.nextDouble() - 1;
            features[j] = type == FeatureType.UINT8 ? Math.round(128 + 20 * value) : (float) value;
        }
        return features;
    }

    /** The class code or number of one member. */
    public float target(int member) {
        if (classes > 0) {
            return member % classes;
        }
        double sum = 0;
        float[] features = features(member);
        for (int j = 0; j < features.length; j++) {
            sum += features[j] * corner(1, j);
        }
        return (float) (sum + 0.1 * noise(-1 - member).nextDouble());
    }

    public float weight(int member) {
        return weighted ? (float) (0.5 + noise(rows + member).nextDouble()) : 1;
    }

    public String key(int member) {
        return "row-" + member;
    }

    private int[] members(int part) {
        int turn = Math.max(1, classes);
        return IntStream.range(0, rows)
                .filter(member -> member / turn % parts == part)
                .toArray();
    }

    private Target target() {
        return classes == 0
                ? new Target.Numbers()
                : new Target.Classes(
                        IntStream.range(0, classes).mapToObj(c -> "class " + c).toList());
    }

    private byte[] packed(int member) {
        float[] features = features(member);
        ByteBuffer packed = ByteBuffer.allocate(features.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float feature : features) {
            if (type == FeatureType.UINT8) {
                packed.put((byte) feature);
            } else {
                packed.putFloat(feature);
            }
        }
        return packed.array();
    }

    /** -1 or 1: classes differ in about half of the features. */
    private double corner(int code, int feature) {
        return seed.child("corner").child(code).child(feature).stream().nextDouble() < 0.5 ? -1 : 1;
    }

    private RandomStream noise(int member) {
        return seed.child("noise").child(member).stream();
    }
}
