package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * How a method of a program begins: its arguments, and names for the members of its lists.
 *
 * <p>Lists that an optimizer changes must be arguments. A list made inside the program looks to the engine like a value
 * nobody reads again, and it silently drops the call that changes its members.
 */
final class Signature {
    private Signature() {}

    /** What {@code train} takes before its lists; see {@link Program}. */
    private static final List<String> TRAINING = List.of(
            "bounds",
            "words",
            "thresholds",
            "gains",
            "lr",
            "weight_decay",
            "rows",
            "features",
            "targets",
            "weights",
            "shift",
            "scale");

    /** The first line of {@code train} for one model. */
    static String training(List<ArraySpec> arrays) {
        return method("train", TRAINING, lists(arrays));
    }

    /** The first line of {@code train} for w: parameters and buffers of all, then model by model what steps. */
    static String stacked(List<ArraySpec> arrays, int width) {
        List<String> lists = new ArrayList<>(lists(network(arrays)));
        for (int model = 0; model < width; model++) {
            int m = model;
            lists(stepping(arrays)).forEach(list -> lists.add(list + of(m)));
        }
        return method("train", TRAINING, lists);
    }

    /** What ends the names of one of several models' lists. */
    static String of(int model) {
        return "_" + model;
    }

    /** Parameters and buffers. */
    static List<ArraySpec> network(List<ArraySpec> arrays) {
        return of(arrays, Role.PARAMETER, Role.BUFFER);
    }

    /** What evaluation reads: the parameters' averages where there are any, else the parameters, and buffers. */
    static List<ArraySpec> evaluated(List<ArraySpec> arrays) {
        List<ArraySpec> averaged = of(arrays, Role.AVERAGE, Role.BUFFER);
        return averaged.stream().anyMatch(spec -> spec.role() == Role.AVERAGE) ? averaged : network(arrays);
    }

    private static List<ArraySpec> of(List<ArraySpec> arrays, Role one, Role other) {
        return arrays.stream()
                .filter(spec -> spec.role() == one || spec.role() == other)
                .toList();
    }

    /** Parameters, their averages and the optimizer's state. */
    static List<ArraySpec> stepping(List<ArraySpec> arrays) {
        return arrays.stream().filter(spec -> spec.role() != Role.BUFFER).toList();
    }

    /** The lists of these arrays, in the order in which they first appear. */
    static List<String> lists(List<ArraySpec> arrays) {
        return arrays.stream().map(ArraySpec::list).distinct().toList();
    }

    /** The first line of a method's text: tensors, then lists. */
    static String method(String name, List<String> tensors, List<String> lists) {
        StringBuilder text = new StringBuilder("  def " + name + "(self: __torch__.Program");
        tensors.forEach(tensor -> text.append(", ").append(tensor).append(": Tensor"));
        lists.forEach(list -> text.append(", ").append(list).append(": List[Tensor]"));
        return text.append(") -> Tensor:\n").toString();
    }

    /** One statement a member that gives it its name. */
    static List<String> names(List<ArraySpec> arrays) {
        return arrays.stream()
                .map(spec -> spec.variable() + " = " + spec.list() + "[" + index(arrays, spec) + "]")
                .toList();
    }

    private static long index(List<ArraySpec> arrays, ArraySpec spec) {
        return arrays.stream()
                .filter(other -> other.list().equals(spec.list()))
                .toList()
                .indexOf(spec);
    }
}
