package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.foldsync.data.HostTensor;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The live arrays of one model, in its program's order; their manager owns them. */
final class ModelArrays {
    private final NDManager manager;
    private final List<ArraySpec> specs;
    private final NDArray[] arrays;

    /** First values, drawn from {@code weights}. */
    ModelArrays(NDManager manager, Program program, Seed weights) {
        this.manager = manager;
        this.specs = program.arrays();
        this.arrays = new NDArray[specs.size()];
        for (int i = 0; i < arrays.length; i++) {
            put(i, specs.get(i).first(weights));
        }
    }

    /** Arrays that a network made itself and goes on using, and after them state and averages, at their first values. */
    ModelArrays(NDManager manager, List<ArraySpec> specs, List<NDArray> theirs) {
        this.manager = manager;
        this.specs = List.copyOf(specs);
        this.arrays = theirs.toArray(new NDArray[specs.size()]);
        for (int i = theirs.size(); i < arrays.length; i++) {
            ArraySpec spec = specs.get(i);
            put(
                    i,
                    spec.role() == Role.AVERAGE
                            ? Transfer.download(arrays[parameterOf(spec)], spec)
                            : spec.first(Seed.root(0)));
        }
    }

    /** Draws parameters and buffers anew. */
    void draw(Seed weights) {
        for (int i = 0; i < arrays.length; i++) {
            if (specs.get(i).role() != Role.STATE) {
                put(i, specs.get(i).first(weights));
            }
        }
    }

    /** The arrays as a program's {@code train} takes them; they stay this object's. */
    List<NDArray> all() {
        return named(spec -> true, "");
    }

    /** The arrays as a program's {@code evaluate} takes them. */
    List<NDArray> evaluated() {
        return named(Signature.evaluated(specs)::contains, "");
    }

    /** Parameters and buffers, as the parts of a training step take them. */
    List<NDArray> network() {
        return named(Signature.network(specs)::contains, "");
    }

    /** The parameters alone, in their order, under their list's names. */
    List<NDArray> learned() {
        return named(spec -> spec.role() == Role.PARAMETER, "");
    }

    /** What the arrays are, in their order. */
    List<ArraySpec> specs() {
        return specs;
    }

    /** What steps, as a program of several models takes it from one: parameters, averages and the optimizer's state. */
    List<NDArray> stepping(String of) {
        return named(spec -> spec.role() != Role.BUFFER, of);
    }

    /** The engine tells lists apart by their members' names. */
    private List<NDArray> named(Predicate<ArraySpec> wanted, String of) {
        List<NDArray> named = new ArrayList<>();
        for (int i = 0; i < arrays.length; i++) {
            if (wanted.test(specs.get(i))) {
                arrays[i].setName(specs.get(i).list() + of + "[]");
                named.add(arrays[i]);
            }
        }
        return named;
    }

    /**
     * Puts parameters and buffers of models of one program side by side, {@code [w, …]}. From now on each model's arrays
     * are views of these: what one writes the other reads.
     *
     * @param manager owns the arrays side by side; must outlive every model
     */
    static List<NDArray> stack(NDManager manager, List<ModelArrays> models) {
        List<NDArray> stacked = new ArrayList<>();
        List<ArraySpec> specs = models.get(0).specs;
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).role() == Role.PARAMETER || specs.get(i).role() == Role.BUFFER) {
                int array = i;
                NDList parts = new NDList();
                models.forEach(model -> parts.add(model.arrays[array]));
                NDArray all = NDArrays.stack(parts).stopGradient();
                all.attach(manager);
                for (int m = 0; m < models.size(); m++) {
                    models.get(m).replace(i, Transfer.part(all, m));
                }
                all.setRequiresGradient(specs.get(i).role() == Role.PARAMETER);
                all.setName(specs.get(i).list() + "[]");
                stacked.add(all);
            }
        }
        return stacked;
    }

    private void replace(int i, NDArray array) {
        array.attach(manager);
        array.setRequiresGradient(specs.get(i).role() == Role.PARAMETER);
        arrays[i].close();
        arrays[i] = array;
    }

    /** All of them, by name. */
    SortedMap<String, HostTensor> downloadAll() {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        for (int i = 0; i < arrays.length; i++) {
            tensors.put(specs.get(i).name(), Transfer.download(arrays[i], specs.get(i)));
        }
        return tensors;
    }

    /** What evaluation reads, by the names of parameters and buffers. */
    SortedMap<String, HostTensor> downloadEvaluated() {
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        List<ArraySpec> evaluated = Signature.evaluated(specs);
        for (int i = 0; i < arrays.length; i++) {
            ArraySpec spec = specs.get(i);
            if (evaluated.contains(spec)) {
                tensors.put(spec.evaluatedName(), Transfer.download(arrays[i], spec));
            }
        }
        return tensors;
    }

    /** Puts averages, where there are any, into the parameters, and those into the averages; a second time puts all back. */
    void exchangeAverages() {
        for (int i = 0; i < arrays.length; i++) {
            if (specs.get(i).role() == Role.AVERAGE) {
                NDArray parameter = arrays[parameterOf(specs.get(i))];
                parameter.setRequiresGradient(false);
                try (NDArray before = parameter.duplicate()) {
                    arrays[i].copyTo(parameter);
                    before.copyTo(arrays[i]);
                }
                parameter.setRequiresGradient(true);
            }
        }
    }

    private int parameterOf(ArraySpec average) {
        return IntStream.range(0, arrays.length)
                .filter(i -> specs.get(i).role() == Role.PARAMETER
                        && specs.get(i).name().equals(average.evaluatedName()))
                .findFirst()
                .orElseThrow();
    }

    /** A zero array like each parameter, in their order. */
    List<NDArray> zerosLikeParameters(NDManager owner) {
        return parameters().stream()
                .map(parameter -> owner.zeros(parameter.getShape(), parameter.getDataType()))
                .toList();
    }

    /** Copies of what tells that a step was computed, to be compared later: parameters, and the scale if it is left out. */
    List<NDArray> copyTelling() {
        return telling().stream().map(NDArray::duplicate).toList();
    }

    /** Whether any of them differs from its copy. */
    boolean differFrom(List<NDArray> copies) {
        List<NDArray> now = telling();
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).contentEquals(copies.get(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Replaces all parameters and buffers; and the optimizer's state and averages, which start anew if none are given.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if names, types or shapes are not this model's; nothing is
     *     replaced then
     */
    void restore(Map<String, HostTensor> tensors) {
        List<ArraySpec> network = Signature.network(specs);
        boolean stateful = specs.stream().anyMatch(spec -> !network.contains(spec) && tensors.containsKey(spec.name()));
        Set<String> unknown = specs.stream().map(ArraySpec::name).collect(Collectors.toSet());
        for (ArraySpec spec : specs) {
            if (stateful || network.contains(spec)) {
                requireFits(spec, tensors);
            }
        }
        for (String name : tensors.keySet()) {
            if (!unknown.contains(name)) {
                throw fault(name, "an array of that name", "no such array in this network");
            }
        }
        for (int i = 0; i < arrays.length; i++) {
            ArraySpec spec = specs.get(i);
            HostTensor given = tensors.get(stateful ? spec.name() : spec.evaluatedName());
            put(i, given == null ? spec.first(Seed.root(0)) : given);
        }
    }

    private static void requireFits(ArraySpec spec, Map<String, HostTensor> tensors) {
        String expected = spec.dtype() + Transfer.longs(spec.shape()).toString();
        HostTensor given = tensors.get(spec.name());
        if (given == null) {
            throw fault(spec.name(), "nothing", expected);
        }
        if (!expected.equals(given.toString())) {
            throw fault(spec.name(), given.toString(), expected);
        }
    }

    private static FoldSyncException fault(String name, String found, String expected) {
        return FoldSyncException.of(
                ErrorCode.NETWORK_SHAPE,
                "weights " + name,
                found,
                expected,
                "Restore weights of the same architecture, data shape and classes.");
    }

    private List<NDArray> parameters() {
        return chosen(spec -> spec.role() == Role.PARAMETER);
    }

    private List<NDArray> telling() {
        return chosen(spec -> spec.role() == Role.PARAMETER || LossScale.is(spec));
    }

    private List<NDArray> chosen(Predicate<ArraySpec> wanted) {
        return IntStream.range(0, arrays.length)
                .filter(i -> wanted.test(specs.get(i)))
                .mapToObj(i -> arrays[i])
                .toList();
    }

    private void put(int i, HostTensor tensor) {
        NDArray array = Transfer.upload(manager, tensor);
        if (arrays[i] == null) {
            arrays[i] = array;
            array.setRequiresGradient(specs.get(i).role() == Role.PARAMETER);
        } else {
            arrays[i].setRequiresGradient(false); // what learns may not be written to
            array.copyTo(arrays[i]); // in place: the array may be one model's part of several
            arrays[i].setRequiresGradient(specs.get(i).role() == Role.PARAMETER);
            array.close();
        }
    }
}
