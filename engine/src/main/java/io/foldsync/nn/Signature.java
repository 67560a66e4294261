package io.foldsync.nn;

import java.util.List;

/**
 * How a method of a program begins: its arguments, and names for the members of its lists.
 *
 * <p>Lists that an optimizer changes must be arguments. A list made inside the program looks to the engine like a value
 * nobody reads again, and it silently drops the call that changes its members.
 */
final class Signature {
    private Signature() {}

    /** The first line of a method's text: tensors, then lists in the order in which they first appear. */
    static String method(String name, List<String> tensors, List<ArraySpec> arrays) {
        StringBuilder text = new StringBuilder("  def " + name + "(self: __torch__.Program");
        tensors.forEach(tensor -> text.append(", ").append(tensor).append(": Tensor"));
        arrays.stream().map(ArraySpec::list).distinct().forEach(list -> text.append(", ")
                .append(list)
                .append(": List[Tensor]"));
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
