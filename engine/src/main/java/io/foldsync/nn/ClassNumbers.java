package io.foldsync.nn;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One number a class, or none at all, as losses take them. */
final class ClassNumbers {
    private ClassNumbers() {}

    /** @throws io.foldsync.error.FoldSyncException {@code CONFIG_OUT_OF_RANGE} for one that is negative or not finite */
    static List<Double> notNegative(String where, List<Double> numbers) {
        numbers.forEach(number -> Sizes.notNegative(where, number));
        return List.copyOf(numbers);
    }

    /** A loss's constants where there are numbers. */
    static Map<String, List<Double>> constant(String name, List<Double> numbers) {
        return numbers.isEmpty() ? Map.of() : Map.of(name, numbers);
    }

    /** The constant's name as an argument, or none. */
    static String argument(String name, List<Double> numbers) {
        return numbers.isEmpty() ? "None" : name;
    }

    /** What they add to a loss's description. */
    static String describe(String name, List<Double> numbers) {
        return numbers.isEmpty()
                ? ""
                : ", " + name + " " + numbers.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
