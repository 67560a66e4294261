package io.foldsync.nn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.data.Dtype;
import io.foldsync.data.HostTensor;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Steps, mostly fifty, from fixed weights on fixed batches, against PyTorch; how the files were made is told beside them. */
@Tag("djl")
class GoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final int BATCH_ROWS = 16;
    private static final Architecture MLP = new Mlp(List.of(16, 8), 0);

    @Test
    void adamTrainsAnMlpAsPyTorchDoes() throws IOException {
        agrees("mlp-adam", classifier(MLP, Adam.of(1e-2)), SmallRows.of(8));
    }

    @Test
    void adamwTrainsAnMlpAsPyTorchDoes() throws IOException {
        agrees("mlp-adamw", classifier(MLP, AdamW.of(1e-2).withWeightDecay(0.01)), SmallRows.of(8));
    }

    @Test
    void sgdWithMomentumAndWeightDecayTrainsAnMlpAsPyTorchDoes() throws IOException {
        agrees("mlp-sgd", classifier(MLP, new Sgd(0.1, 0.9, 1e-3)), SmallRows.of(8));
    }

    @Test
    void adamWithWeightDecayOnSquaredErrorTrainsAsPyTorchDoes() throws IOException {
        Optimizer adam = Adam.of(1e-2).withWeightDecay(1e-3);
        agrees(
                "mlp-mse-adam",
                new ModelRecipe(MLP, Loss.MEAN_SQUARED_ERROR, adam, BATCH_ROWS),
                SmallRows.of(SmallRows.NUMBERS, false, 8));
    }

    @Test
    void weightedCrossEntropyIsTheWeightedMeanOfTheRows() throws IOException {
        agrees("mlp-weighted-sgd", classifier(MLP, Sgd.of(0.1)), SmallRows.of(SmallRows.CLASSES, true, 8));
    }

    @Test
    void adamTrainsAResNetAsPyTorchDoes() throws IOException {
        // Biases before batch norm have gradients that are 0 but for rounding; at eps 1e-8 Adam makes them full steps.
        agrees("resnet-adam", classifier(new ResNet(2), Adam.of(1e-3).withEps(1e-4)), SmallRows.of(1, 8, 8));
    }

    @Test
    void sgdTrainsAResNetAsPyTorchDoes() throws IOException {
        agrees("resnet-sgd", classifier(new ResNet(2), Sgd.of(0.01).withMomentum(0.9)), SmallRows.of(1, 8, 8));
    }

    @Test
    void everyOtherLayerTrainsAsPyTorchsDoes() throws IOException {
        Architecture layers = LayerList.of(
                new Conv2d(3, 3, 1, 1, false),
                new Gelu(),
                new MaxPool2d(2, 2),
                new Conv2d(4, 2, 1, 0, true),
                new Tanh(),
                new AvgPool2d(2, 1),
                new Flatten(),
                new Linear(6),
                new BatchNorm1d(),
                new Sigmoid(),
                new Linear(Linear.OUTPUTS));
        agrees("layers-sgd", classifier(layers, Sgd.of(0.05).withMomentum(0.9)), SmallRows.of(1, 8, 8));
    }

    static void agrees(String name, ModelRecipe recipe, SmallRows rows) throws IOException {
        JsonNode golden = golden(name);
        int steps = golden.get("losses").size();
        try (rows;
                CompiledModel byStep = rows.model(recipe, 0);
                CompiledModel atOnce = rows.model(recipe, 0)) {
            byStep.restore(start(byStep));
            atOnce.restore(start(atOnce));
            double lr = recipe.optimizer().lr();
            double[] losses = IntStream.range(0, steps)
                    .mapToObj(step -> byStep.train(batch(step), lr, Seed.root(step)))
                    .mapToDouble(tally -> tally.lossSum() / tally.weight())
                    .toArray();
            double loss = furthest(losses, golden.get("losses"));
            double weight = 0;
            for (Map.Entry<String, HostTensor> entry : byStep.weights().entrySet()) {
                JsonNode expected = golden.get("weights").get(entry.getKey());
                weight = Math.max(weight, furthest(numbers(entry.getValue()), expected));
            }
            assertThat(byStep.weights()).hasSize(golden.get("weights").size());
            double output = furthest(doubles(byStep.outputs(SmallRows.order())), golden.get("outputs"));
            assertThat(loss).as("losses").isLessThan(TOLERANCE);
            assertThat(weight).as("weights").isLessThan(TOLERANCE);
            assertThat(output).as("outputs").isLessThan(TOLERANCE);

            int[] order = IntStream.range(0, steps)
                    .flatMap(step -> Arrays.stream(batch(step)))
                    .toArray();
            atOnce.train(order, lr, Seed.root(0));
            assertThat(atOnce.state()).isEqualTo(byStep.state());
        }
    }

    /** Weights of tensor t: u(t, .) / sqrt(fan in); for batch norm 1 + u / 10 and u / 10. */
    static Map<String, HostTensor> start(CompiledModel model) {
        SortedMap<String, HostTensor> start = new TreeMap<>(model.weights());
        int tensor = 0;
        double bound = 1;
        for (String name : model.parameterNames()) {
            HostTensor drawn = requireNonNull(start.get(name));
            List<Long> shape = drawn.shape();
            boolean normalises = start.containsKey(name.replaceAll("[^.]+$", "running_mean"));
            boolean weight = name.endsWith("weight");
            if (weight && !normalises) {
                bound = 1 / Math.sqrt(shape.stream().skip(1).reduce(1L, Math::multiplyExact));
            }
            float[] values = SmallRows.uniform(
                    tensor++, (int) drawn.elements(), normalises ? 0.1 : bound, normalises && weight ? 1 : 0);
            start.put(
                    name,
                    HostTensor.floats(
                            values, shape.stream().mapToLong(Long::longValue).toArray()));
        }
        return start;
    }

    static int[] batch(int step) {
        return IntStream.range(0, BATCH_ROWS)
                .map(j -> (step * BATCH_ROWS + j) * 7 % SmallRows.N)
                .toArray();
    }

    static double furthest(double[] found, JsonNode expected) {
        assertThat(found).hasSize(expected.size());
        return IntStream.range(0, found.length)
                .mapToDouble(i -> Math.abs(found[i] - expected.get(i).asDouble()))
                .max()
                .orElse(0);
    }

    static double[] numbers(HostTensor tensor) {
        return tensor.dtype() == Dtype.I64
                ? Arrays.stream(tensor.toLongs()).asDoubleStream().toArray()
                : doubles(tensor.toFloats());
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    static ModelRecipe classifier(Architecture architecture, Optimizer optimizer) {
        return new ModelRecipe(architecture, Loss.CROSS_ENTROPY, optimizer, BATCH_ROWS);
    }

    static JsonNode golden(String name) throws IOException {
        try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/nn/" + name + ".json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
