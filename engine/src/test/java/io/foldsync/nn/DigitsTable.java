package io.foldsync.nn;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.FeatureType;
import io.foldsync.data.Moments;
import io.foldsync.data.Scaling;
import io.foldsync.data.Shard;
import io.foldsync.data.ShardWriter;
import io.foldsync.data.Target;
import io.foldsync.metric.Accuracy;
import io.foldsync.metric.Predictions;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The shipped digits, 1,797 images of 8 x 8 bytes, 0 to 16: four shards to train on, the fifth to look at. */
final class DigitsTable implements AutoCloseable {
    private static final int PARTS = 5;
    private final DeviceTable table;

    DigitsTable(Path directory) throws IOException {
        Natives.start();
        List<String> lines = Files.readAllLines(Path.of("..", "conf", "data", "digits.csv"));
        List<String> rows = lines.subList(1, lines.size());
        List<Integer> shape = List.of(1, 8, 8);
        Long[] counts = new Long[PARTS];
        for (int part = 0; part < PARTS; part++) {
            int p = part;
            List<String> members = IntStream.range(0, rows.size())
                    .filter(row -> row % PARTS == p)
                    .mapToObj(rows::get)
                    .toList();
            try (ShardWriter writer = new ShardWriter(
                    Files.newOutputStream(directory.resolve(Shard.featuresFile(part))),
                    Files.newOutputStream(directory.resolve(Shard.rowsFile(part))),
                    shape,
                    FeatureType.UINT8,
                    members.size())) {
                for (String member : members) {
                    String[] cells = member.split(",", -1);
                    byte[] pixels = new byte[64];
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = Byte.parseByte(cells[i]);
                    }
                    writer.add(pixels, Float.parseFloat(cells[64]), 1, member);
                }
            }
            counts[part] = (long) members.size();
        }
        Target target = new Target.Classes(
                IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        table = DeviceTable.load(
                directory,
                new DatasetCard(shape, FeatureType.UINT8, target, false, Arrays.asList(counts), "digits"),
                "cpu");
    }

    /** The share of the fifth shard's images that are told after so many epochs on the other four. */
    double accuracy(ModelRecipe recipe, int epochs, Seed seed) {
        int[] rows = table.rows(new int[] {0, 1, 2, 3});
        int[] unseen = table.rows(new int[] {4});
        try (Model model = Model.create(recipe, table, new Scaling.Fixed(0, 16).fit(Moments.none(64)), seed)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                seed.child("order").child(epoch).stream().shuffle(rows);
                model.train(rows, recipe.optimizer().lr(), seed.child(epoch));
            }
            float[] targets = new float[unseen.length];
            float[] weights = new float[unseen.length];
            for (int i = 0; i < unseen.length; i++) {
                targets[i] = table.target(unseen[i]);
                weights[i] = 1;
            }
            Accuracy accuracy = new Accuracy();
            return accuracy.value(
                    accuracy.add(accuracy.zero(10), new Predictions(model.outputs(unseen), 10, targets, weights)));
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
