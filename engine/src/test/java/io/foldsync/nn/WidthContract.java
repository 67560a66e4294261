package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * What every layer, loss and optimizer promises: models trained side by side are those trained alone. Twenty steps of 1, 3
 * and 5 models, each with its own seed, rows in its own order, a last batch smaller than the others and, in one model,
 * smaller than in the others; weights, buffers, optimizer state and losses to 1e-5, or to a
 * few roundings of the type in which products are computed.
 */
final class WidthContract {
    private static final int EPOCHS = 4;

    private WidthContract() {}

    /** @param recipe of batches that make five steps of {@link SmallRows#N} rows, about 14 */
    static void holds(ModelRecipe recipe, SmallRows rows) {
        holds(List.of(recipe, recipe, recipe, recipe, recipe), rows);
    }

    /** As {@link #holds(ModelRecipe, SmallRows)}, for models whose numbers differ. */
    static void holds(List<ModelRecipe> recipes, SmallRows rows) {
        List<Trained> alone = IntStream.range(0, recipes.size())
                .mapToObj(m -> alone(recipes.get(m), rows, m))
                .toList();
        double tolerance = tolerance(recipes.get(0).steps().precision());
        for (int width : new int[] {3, 5}) {
            List<Trained> together = together(recipes.subList(0, width), rows);
            for (int m = 0; m < width; m++) {
                assertClose(together.get(m), alone.get(m), "model " + m + " of " + width, tolerance);
            }
        }
    }

    private record Trained(List<TrainTally> tallies, SortedMap<String, HostTensor> state) {}

    private static Trained alone(ModelRecipe recipe, SmallRows rows, int m) {
        try (Model model = rows.model(recipe, m)) {
            List<TrainTally> tallies = new ArrayList<>();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                tallies.add(model.train(order(m, epoch), lr(recipe), seed(m, epoch)));
            }
            return new Trained(tallies, model.state());
        }
    }

    private static List<Trained> together(List<ModelRecipe> recipes, SmallRows rows) {
        List<Model> models = IntStream.range(0, recipes.size())
                .<Model>mapToObj(m -> rows.model(recipes.get(m), m))
                .toList();
        List<List<TrainTally>> tallies = new ArrayList<>();
        models.forEach(model -> tallies.add(new ArrayList<>()));
        try (JointModels joint = JointModels.of(models)) {
            double[] lrs = recipes.stream().mapToDouble(WidthContract::lr).toArray();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                int e = epoch;
                List<int[]> orders = IntStream.range(0, models.size())
                        .mapToObj(m -> order(m, e))
                        .toList();
                List<Seed> seeds = IntStream.range(0, models.size())
                        .mapToObj(m -> seed(m, e))
                        .toList();
                List<TrainTally> sums = joint.train(orders, lrs, seeds);
                for (int m = 0; m < models.size(); m++) {
                    tallies.get(m).add(sums.get(m));
                }
            }
            return IntStream.range(0, models.size())
                    .mapToObj(m -> new Trained(tallies.get(m), models.get(m).state()))
                    .toList();
        } finally {
            models.forEach(Model::close);
        }
    }

    private static void assertClose(Trained found, Trained expected, String which, double tolerance) {
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            TrainTally tally = expected.tallies.get(epoch);
            assertThat(found.tallies.get(epoch).lossSum()
                            / found.tallies.get(epoch).lossWeight())
                    .as("loss of %s in epoch %d", which, epoch)
                    .isCloseTo(tally.lossSum() / tally.lossWeight(), within(tolerance));
            assertThat(found.tallies.get(epoch).weight()).isCloseTo(tally.weight(), within(tolerance));
            // of rows between two classes, rounding decides
            double rows = tolerance > tolerance(Precision.FLOAT32) ? 2 : tolerance;
            assertThat(found.tallies.get(epoch).correct()).isCloseTo(tally.correct(), within(rows));
        }
        assertThat(found.state.keySet()).isEqualTo(expected.state.keySet());
        for (Map.Entry<String, HostTensor> entry : expected.state.entrySet()) {
            float[] values = numbers(entry.getValue());
            float[] others = numbers(requireNonNull(found.state.get(entry.getKey())));
            for (int i = 0; i < values.length; i++) {
                assertThat(others[i])
                        .as("%s[%d] of %s", entry.getKey(), i, which)
                        .isCloseTo(values[i], within((float) (tolerance * Math.max(1, Math.abs(values[i])))));
            }
        }
    }

    /** Twenty steps carry a few roundings on. */
    private static double tolerance(Precision precision) {
        return precision == Precision.FLOAT32 ? 1e-5 : 6 * PrecisionTest.rounding(precision);
    }

    private static float[] numbers(HostTensor tensor) {
        return switch (tensor.dtype()) {
            case F32 -> tensor.toFloats();
            default -> new float[0]; // counters
        };
    }

    private static double lr(ModelRecipe recipe) {
        return recipe.optimizer().lr();
    }

    private static Seed seed(int model, int epoch) {
        return Seed.root(1000 + 10 * model + epoch);
    }

    /** All rows but one in the last model, shuffled. */
    private static int[] order(int model, int epoch) {
        int[] order = IntStream.range(0, SmallRows.N - (model == 2 ? 1 : 0)).toArray();
        seed(model, epoch).child("order").stream().shuffle(order);
        return order;
    }
}
