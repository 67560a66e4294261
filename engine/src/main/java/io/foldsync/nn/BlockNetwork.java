package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.foldsync.data.Dtype;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A user's block of DJL's. */
final class BlockNetwork implements LiveNetwork {
    private final Block block;
    private final ParameterStore store;
    private final List<Owned> arrays;

    BlockNetwork(NDManager manager, BlockRecipe recipe, List<Integer> shape, int outputs) {
        block = recipe.block(shape, outputs);
        store = new ParameterStore(manager, false);
        Shape row = new Shape(shape.stream().mapToLong(Integer::longValue).toArray());
        // Its own first values are replaced; drawing them must not disturb others who draw.
        GlobalGenerator.seeded(Seed.root(0), () -> {
            block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(row));
            return block;
        });
        List<Owned> learning = new ArrayList<>();
        List<Owned> still = new ArrayList<>();
        Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pair<String, Parameter> pair : block.getParameters()) {
            if (seen.add(pair.getValue())) {
                Owned owned = owned(pair.getKey(), pair.getValue());
                (owned.learns() ? learning : still).add(owned);
            }
        }
        if (learning.isEmpty()) {
            throw fault(recipe, "a block without parameters that learn", "something to learn");
        }
        learning.addAll(still);
        arrays = List.copyOf(learning);
    }

    static FoldSyncException fault(Network recipe, String found, String expected) {
        return FoldSyncException.of(
                ErrorCode.NETWORK_SHAPE,
                recipe.describe(),
                found,
                expected,
                "Change the network, or data.shape and the columns, so that they fit.");
    }

    private static Owned owned(String name, Parameter parameter) {
        NDArray array = parameter.getArray();
        List<Integer> shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        boolean learns = parameter.requiresGradient();
        return new Owned(
                new ArraySpec(
                        learns ? Role.PARAMETER : Role.BUFFER,
                        learns ? "parameters" : "buffers",
                        name,
                        Dtype.F32,
                        shape,
                        initial(parameter.getType(), shape)),
                array);
    }

    private static Initial initial(Parameter.Type type, List<Integer> shape) {
        return switch (type) {
            case GAMMA, RUNNING_VAR -> Initial.constant(1);
            case BETA, BIAS, RUNNING_MEAN -> Initial.constant(0);
            default ->
                Initial.fanIn(shape.stream().skip(Math.min(1, shape.size() - 1)).reduce(1, Math::multiplyExact));
        };
    }

    @Override
    public List<Owned> arrays() {
        return arrays;
    }

    @Override
    public boolean drawn() {
        return true;
    }

    @Override
    public NDArray forward(NDArray x, boolean training) {
        return block.forward(store, new NDList(x), training).head();
    }

    @Override
    public void close() {
        // The manager owns the arrays.
    }
}
