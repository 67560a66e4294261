package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.FeatureType;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Moments;
import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tries the native libraries on sums whose results are known. A JNI library built for another libtorch loads without a
 * word and then calls floats bytes; nothing else would notice before the results are nonsense.
 */
final class SelfTest {
    private SelfTest() {}

    /** @throws FoldSyncException {@code NATIVES_MISMATCH} on the first wrong result */
    static void run(String version) {
        try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
            NDArray numbers = manager.create(new float[] {1.5f, -2}).add(1);
            expect(version, DataType.FLOAT32, numbers.getDataType());
            expect(version, "[2.5, -1.0]", Arrays.toString(numbers.toFloatArray()));
            NDArray counts = manager.create(new long[] {1L << 40, 3}).mul(2);
            expect(version, DataType.INT64, counts.getDataType());
            expect(version, "[2199023255552, 6]", Arrays.toString(counts.toLongArray()));
            step(version, manager);
        }
    }

    /** One step of gradient descent on {@code y = w x + b} from {@code w = b = 0} over the points (1, 2) and (2, 4). */
    private static void step(String version, NDManager manager) {
        ModelRecipe recipe =
                new ModelRecipe(LayerList.of(new Linear(Linear.OUTPUTS)), Loss.MEAN_SQUARED_ERROR, Sgd.of(0.5), 2);
        Feed feed = new Feed(List.of(1), FeatureType.UINT8, new Target.Numbers(), false, false, "cpu");
        Resident rows = new Resident(
                manager.create(new float[] {1, 2}, new Shape(2, 1)).toType(DataType.UINT8, false),
                manager.create(new float[] {2, 4}),
                manager.create(new float[] {1, 1}));
        try (Model model = new CompiledModel(recipe, feed, rows, Scaling.NONE.fit(Moments.none(1)), Seed.root(0))) {
            model.restore(Map.of(
                    "0.weight", HostTensor.floats(new float[] {0}, 1, 1),
                    "0.bias", HostTensor.floats(new float[] {0}, 1)));
            TrainTally tally = model.train(new int[] {0, 1}, 0.5, Seed.root(0));
            expect(version, new TrainTally(20, 2, 0, 2), tally);
            expect(version, "[8.0, 13.0]", Arrays.toString(model.outputs(new int[] {0, 1}))); // w = 5, b = 3
        }
    }

    private static void expect(String version, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw FoldSyncException.of(
                    ErrorCode.NATIVES_MISMATCH,
                    "self-test of libtorch " + version,
                    found.toString(),
                    expected.toString(),
                    "Unset PYTORCH_LIBRARY_PATH, or point it to the libtorch that the JNI library was built for.");
        }
    }
}
