package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Moments;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Safetensors;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way a fold goes: shards, one table, scaling learned from the training parts, a model, and its weights in a file. */
@Tag("djl")
class ModelOnTableTest {
    private static final int[] TRAIN = {0, 1, 2, 3};
    private static final ModelRecipe RECIPE =
            new ModelRecipe(new Mlp(List.of(16), 0.2), Loss.CROSS_ENTROPY, Adam.of(1e-2), 32);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @Test
    void learnsWeightedImagesFromBytesAndTellsRowsItHasNotSeen() throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(300, 16, 3, 5)
                .withShape(1, 4, 4)
                .withBytes()
                .withWeights()
                .write(directory);
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu");
                Model model = Model.create(RECIPE, table, standard(table), Seed.root(1))) {
            for (int epoch = 0; epoch < 20; epoch++) {
                model.train(table.rows(TRAIN), 1e-2, Seed.root(1).child(epoch));
            }
            assertThat(accuracy(model, table)).isGreaterThan(0.8);
        }
    }

    @Test
    void weightsComeBackFromAMappedFileAndTrainOn() throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(100, 4, 3, 5).write(directory);
        Path file = directory.resolve("state.safetensors");
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu");
                Model first = Model.create(RECIPE, table, standard(table), Seed.root(1));
                Model second = Model.create(RECIPE, table, standard(table), Seed.root(2))) {
            first.train(table.rows(TRAIN), 1e-2, Seed.root(1));
            try (OutputStream out = Files.newOutputStream(file)) {
                Safetensors.write(out, first.state(), new TreeMap<>());
            }
            Safetensors mapped = Safetensors.map(file);
            Map<String, HostTensor> state = new HashMap<>();
            mapped.names().forEach(name -> state.put(name, mapped.tensor(name)));
            second.restore(state);
            first.train(table.rows(TRAIN), 1e-2, Seed.root(2));
            second.train(table.rows(TRAIN), 1e-2, Seed.root(2)); // writes into its arrays: they must not be the file
            assertThat(second.state()).isEqualTo(first.state());
        }
    }

    @Test
    void squaredErrorForClassesIsTurnedDown() throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(30, 4, 3, 5).write(directory);
        ModelRecipe squared = new ModelRecipe(RECIPE.architecture(), Loss.MEAN_SQUARED_ERROR, Sgd.of(0.1), 8);
        try (DeviceTable table = DeviceTable.load(directory, card, "cpu")) {
            assertThatThrownBy(() -> Model.create(squared, table, standard(table), Seed.root(1)))
                    .hasMessageContaining("mse for a label of classes");
        }
    }

    private static Normalizer standard(DeviceTable table) {
        Moments moments = Moments.none(table.card().features());
        for (int part : TRAIN) {
            moments = moments.merge(table.moments(part));
        }
        return Scaling.STANDARD.fit(moments);
    }

    private static double accuracy(Model model, DeviceTable table) {
        int[] rows = table.rows(new int[] {4});
        float[] outputs = model.outputs(rows);
        int hits = 0;
        for (int i = 0; i < rows.length; i++) {
            int best = 0;
            for (int c = 1; c < 3; c++) {
                best = outputs[3 * i + c] > outputs[3 * i + best] ? c : best;
            }
            hits += best == table.target(rows[i]) ? 1 : 0;
        }
        return (double) hits / rows.length;
    }
}
