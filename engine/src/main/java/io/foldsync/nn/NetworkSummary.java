package io.foldsync.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.foldsync.data.DatasetCard;
import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's layers with their shapes and parameters.
 *
 * @param layers each before those within it
 * @param parameters numbers that are learned from gradients, in the whole network
 * @param buffers numbers besides that belong to it, such as running moments
 */
public record NetworkSummary(List<Layer> layers, long parameters, long buffers) {
    public NetworkSummary {
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param name its place, as the names of its parameters begin: {@code 2.body.0}
     * @param kind its type; empty where the network's inside is not known
     * @param shape of one row of what leaves it; empty where it is not known
     * @param parameters numbers in it and in the layers within it that are learned from gradients
     */
    public record Layer(String name, String kind, List<Integer> shape, long parameters) {
        /** How deep it lies, 1 for the network's own layers. */
        public int depth() {
            return name.split("\\.").length;
        }
    }

    /**
     * The summary of a recipe for rows of a table. Networks that are compiled are not built for it; others are, on the CPU.
     *
     * @throws io.foldsync.error.FoldSyncException if the recipe does not fit the rows
     */
    public static NetworkSummary of(ModelRecipe recipe, DatasetCard card) {
        if (recipe.architecture() instanceof Architecture) {
            Sheet sheet = ProgramCompiler.outline(recipe, Feed.of(card, false, "cpu"));
            return of(ordered(sheet), sheet.arrays());
        }
        Natives.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                LiveNetwork network = LiveNetwork.open(manager, recipe.architecture(), Feed.of(card, false, "cpu"))) {
            List<ArraySpec> arrays =
                    network.arrays().stream().map(owned -> dotted(owned.spec())).toList();
            return of(modules(arrays), arrays);
        }
    }

    private static NetworkSummary of(List<Layer> layers, List<ArraySpec> arrays) {
        List<Layer> counted = layers.stream()
                .map(layer -> new Layer(layer.name, layer.kind, layer.shape, within(layer.name + ".", arrays)))
                .toList();
        long all = arrays.stream().mapToLong(NetworkSummary::numbers).sum();
        long learned = within("", arrays);
        return new NetworkSummary(counted, learned, all - learned);
    }

    private static List<Layer> ordered(Sheet sheet) {
        List<Layer> layers = new ArrayList<>();
        for (Sheet.Emitted emitted : sheet.layers()) {
            int first = 0;
            while (first < layers.size() && !layers.get(first).name.startsWith(emitted.place() + ".")) {
                first++;
            }
            layers.add(first, new Layer(emitted.place(), emitted.layer(), emitted.shape(), 0));
        }
        return layers;
    }

    /** Blocks of DJL's write {@code 01Linear_weight} where PyTorch writes {@code 0.weight}. */
    private static ArraySpec dotted(ArraySpec spec) {
        return spec.name().indexOf('.') >= 0
                ? spec
                : new ArraySpec(
                        spec.role(),
                        spec.list(),
                        spec.name().replace('_', '.'),
                        spec.dtype(),
                        spec.shape(),
                        spec.initial());
    }

    /** Every name that parameters share. */
    private static List<Layer> modules(List<ArraySpec> arrays) {
        Map<String, Layer> modules = new LinkedHashMap<>();
        for (ArraySpec array : arrays) {
            for (int dot = array.name().indexOf('.');
                    dot >= 0;
                    dot = array.name().indexOf('.', dot + 1)) {
                String name = array.name().substring(0, dot);
                modules.putIfAbsent(name, new Layer(name, "", List.of(), 0));
            }
        }
        return List.copyOf(modules.values());
    }

    private static long within(String prefix, List<ArraySpec> arrays) {
        return arrays.stream()
                .filter(array -> array.role() == Role.PARAMETER && array.name().startsWith(prefix))
                .mapToLong(NetworkSummary::numbers)
                .sum();
    }

    private static long numbers(ArraySpec array) {
        return array.shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
