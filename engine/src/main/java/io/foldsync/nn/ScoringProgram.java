package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.HostTensor;
import io.foldsync.data.Normalizer;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The evaluation program of a compiled network, with trained weights. */
final class ScoringProgram implements TrainedNetwork {
    private final NDManager manager;
    private final NDManager host;
    private final NativeProgram code;
    private final List<NDArray> arrays = new ArrayList<>();
    private final NDArray shift;
    private final NDArray scale;

    ScoringProgram(
            SavedNetwork.Compiled network, Normalizer normalizer, Map<String, HostTensor> weights, String device) {
        this.manager = NDManager.newBaseManager(place(device), "PyTorch");
        try {
            this.host = manager.newSubManager(Device.cpu());
            this.code = NativeProgram.open(manager, text(network, device));
            for (SavedArray array : network.arrays()) {
                NDArray uploaded = Transfer.upload(manager, fitting(network, array, weights));
                uploaded.setName(array.list() + "[]"); // the engine tells lists apart by their members' names
                arrays.add(uploaded);
            }
            this.shift = manager.create(normalizer.shift());
            this.scale = manager.create(normalizer.scale());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** DJL's device of a name as {@code io.foldsync.data.DeviceTable} takes it. */
    static Device place(String device) {
        return device.equals("cpu") ? Device.cpu() : Device.gpu(Integer.parseInt(device.substring("cuda:".length())));
    }

    /** The text of a loadable program. */
    private static String text(SavedNetwork.Compiled network, String device) {
        return ProgramCompiler.HEAD
                + network.text().replace(SavedNetwork.Compiled.DEVICE, device)
                + "  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n";
    }

    static HostTensor fitting(SavedNetwork network, SavedArray array, Map<String, HostTensor> weights) {
        HostTensor tensor = weights.get(array.name());
        if (tensor == null || tensor.dtype() != array.dtype() || !tensor.shape().equals(array.shape())) {
            throw FoldSyncException.of(
                    ErrorCode.NETWORK_SHAPE,
                    network.description(),
                    array.name() + " is " + (tensor == null ? "missing" : tensor),
                    array.dtype() + array.shape().toString(),
                    "Use the weights and the network of one run.");
        }
        return tensor;
    }

    @Override
    public float[] outputs(float[] features, int rows) {
        if (rows == 0) {
            return new float[0];
        }
        try (NDManager scratch = manager.newSubManager();
                NDManager scratchHost = host.newSubManager()) {
            NDList arguments = new NDList(
                    scratchHost.create(Batches.bounds(rows, CompiledModel.EVALUATION_ROWS, 1)),
                    scratch.create(IntStream.range(0, rows).toArray()),
                    scratch.create(features, new Shape(rows, features.length / rows)),
                    shift,
                    scale);
            arguments.addAll(arrays);
            return code.call("evaluate", false, arguments).toFloatArray();
        }
    }

    @Override
    public void close() {
        code.close();
        manager.close();
    }
}
