package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.FeatureType;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.data.Target;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A network that is not compiled, with trained weights: a model that is fed rows through a small table of its own. */
final class ScoringNetwork implements TrainedNetwork {
    private final NDManager manager;
    private final NDArray features;
    private final StepwiseModel model;

    ScoringNetwork(
            Network network,
            List<Integer> shape,
            Target target,
            Normalizer normalizer,
            Map<String, HostTensor> weights,
            String device) {
        this.manager = NDManager.newBaseManager(ScoringProgram.place(device), "PyTorch");
        try {
            int numbers = shape.stream().reduce(1, Math::multiplyExact);
            int most = TrainedNetwork.mostRows(numbers);
            this.features = manager.zeros(new Shape(most, numbers));
            Resident rows = new Resident(features, targets(target, most), manager.ones(new Shape(most)));
            // What only training asks for, and nothing here: any loss and optimizer do.
            ModelRecipe recipe = new ModelRecipe(network, Loss.natural(target), Sgd.of(1), 1);
            Feed feed = new Feed(shape, FeatureType.FLOAT32, target, false, true, device);
            this.model = new StepwiseModel(recipe, feed, rows, normalizer, Seed.root(0));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        try {
            model.restore(weights);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** As in a table, all zero: nothing here looks at them. */
    private NDArray targets(Target target, int rows) {
        return switch (target.kind()) {
            case CLASSES -> manager.zeros(new Shape(rows), DataType.INT64);
            case LABELS -> manager.zeros(new Shape(rows, target.outputs()), DataType.UINT8);
            case NUMBERS -> manager.zeros(new Shape(rows), DataType.FLOAT32);
        };
    }

    @Override
    public float[] outputs(float[] rows, int count) {
        if (count == 0) {
            return new float[0];
        }
        try (NDManager scratch = manager.newSubManager()) {
            NDArray batch = scratch.create(rows, new Shape(count, rows.length / count));
            features.set(new NDIndex().addSliceDim(0, count), batch);
        }
        return model.outputs(IntStream.range(0, count).toArray());
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }
}
