package io.foldsync.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.foldsync.data.Dtype;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link TorchScript} file loaded into the engine. */
final class ScriptNetwork implements LiveNetwork {
    /** Never drawn; not constant, as parameters that begin so are taken for scale and shift of norms. */
    private static final Initial FROM_FILE = Initial.fanIn(1);

    private final NDManager manager;
    private final TorchScript recipe;
    private final ScriptArchive archive;
    private final PtSymbolBlock block;

    /** @throws FoldSyncException {@code NETWORK_FILE} if the file cannot be loaded, or nothing in it learns */
    ScriptNetwork(NDManager manager, TorchScript recipe) {
        this.manager = manager;
        this.recipe = recipe;
        try {
            this.archive = ScriptArchive.of(recipe.bytes());
            this.block = JniUtils.loadModule((PtNDManager) manager, archive.stream(), true, false);
        } catch (IOException | EngineException e) {
            throw TorchScript.fault(recipe.file(), EngineMessage.of(e)).causedBy(e);
        }
        if (arrays().stream().noneMatch(Owned::learns)) {
            throw TorchScript.fault(recipe.file(), "no parameter that requires a gradient");
        }
    }

    @Override
    public List<Owned> arrays() {
        List<Owned> arrays = new ArrayList<>();
        List<Owned> still = new ArrayList<>();
        for (NDArray parameter : JniUtils.moduleGetParams(block, (PtNDManager) manager)) {
            if (parameter.getDataType() != DataType.FLOAT32) {
                throw TorchScript.fault(
                        recipe.file(), "a parameter " + parameter.getName() + " of " + parameter.getDataType());
            }
            boolean learns = JniUtils.requiresGrad((PtNDArray) parameter);
            (learns ? arrays : still).add(owned(learns ? Role.PARAMETER : Role.BUFFER, parameter.getName(), parameter));
        }
        List<NDArray> buffers = buffers();
        for (int i = 0; i < buffers.size(); i++) {
            NDArray buffer = buffers.get(i);
            // Others, such as masks, are constants by all experience.
            if (buffer.getDataType() == DataType.FLOAT32 || buffer.getDataType() == DataType.INT64) {
                still.add(owned(Role.BUFFER, archive.buffers().get(i), buffer));
            }
        }
        arrays.addAll(still);
        return arrays;
    }

    private static Owned owned(Role role, String name, NDArray array) {
        List<Integer> shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        Dtype dtype = array.getDataType() == DataType.INT64 ? Dtype.I64 : Dtype.F32;
        String list = role == Role.PARAMETER ? "parameters" : "buffers";
        return new Owned(new ArraySpec(role, list, name, dtype, shape, FROM_FILE), array);
    }

    private List<NDArray> buffers() {
        return archive.buffers().isEmpty() ? List.of() : call(ScriptArchive.METHOD, new NDList());
    }

    private NDList call(String method, NDList arguments) {
        JniUtils.setGraphExecutorOptimize(false); // as for compiled programs: what is replayed must round alike
        NDManager owner = arguments.isEmpty() ? manager : arguments.head().getManager();
        try (NDArray name = owner.zeros(new Shape())) {
            name.setName("module_method:" + method);
            arguments.add(name);
            return IValueUtils.forward(block, arguments, true);
        }
    }

    @Override
    public boolean drawn() {
        return false;
    }

    @Override
    public NDArray forward(NDArray x, boolean training) {
        if (training) {
            JniUtils.enableTrainingMode(block);
        } else {
            JniUtils.enableInferenceMode(block);
        }
        return call("forward", new NDList(x)).head();
    }

    @Override
    public void close() {
        block.close();
    }
}
