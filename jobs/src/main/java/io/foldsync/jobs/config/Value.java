package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One written value at a path. Each reading answers with the value, or with empty after it has added a fault.
 *
 * @param path the dotted keys that lead here, such as {@code model.hidden[1]}
 */
record Value(Tree tree, String path, Faults faults) {

    Optional<String> text() {
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        boolean quotable = tree instanceof Tree.Scalar scalar && !scalar.text().isBlank();
        return wrongType("a text", quotable ? "Put it in quotes if it is meant as a text." : "Write a text.");
    }

    Optional<Boolean> flag() {
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return wrongType("true or false", "Write true or false.");
    }

    Optional<Double> number(Bounds bounds) {
        if (!(tree instanceof Tree.Scalar scalar && scalar.value() instanceof Number number)) {
            return wrongType("a number, " + bounds.describe(), "Write a number.");
        }
        if (!bounds.contain(number.doubleValue())) {
            return outOfRange("a number, " + bounds.describe());
        }
        return Optional.of(number.doubleValue());
    }

    /** A whole number within {@code bounds} that fits an int. */
    Optional<Integer> whole(Bounds bounds) {
        if (!isWhole()) {
            return wrongType("a whole number, " + bounds.describe(), "Write a whole number.");
        }
        return number(bounds).flatMap(number -> {
            boolean fits = number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
            return fits ? Optional.of(number.intValue()) : outOfRange("a whole number of at most " + Integer.MAX_VALUE);
        });
    }

    /** A whole number that fits a long. */
    Optional<Long> wide() {
        if (tree instanceof Tree.Scalar scalar && scalar.value() instanceof Long number) {
            return Optional.of(number);
        }
        return isWhole()
                ? outOfRange("a whole number of at most 64 bits")
                : wrongType("a whole number", "Write a whole number.");
    }

    /** One of an enum's constants, written in lower case. */
    <E extends Enum<E>> Optional<E> name(Class<E> names) {
        return text().flatMap(text -> {
            List<String> all = names(names);
            int index = all.indexOf(text);
            return index >= 0 ? Optional.of(names.getEnumConstants()[index]) : unknownName(text, all);
        });
    }

    /** All names of an enum, as they are written. */
    static <E extends Enum<E>> List<String> names(Class<E> names) {
        return Arrays.stream(names.getEnumConstants()).map(Value::written).toList();
    }

    /** How an enum's constant is written in a configuration. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A fault for {@code text} that names none of {@code known}. */
    <T> Optional<T> unknownName(String text, List<String> known) {
        return fault(
                ErrorCode.CONFIG_UNKNOWN_NAME,
                "one of " + String.join(", ", known),
                NearestName.remedy(text, known, "Choose one of them."));
    }

    /** The elements that {@code element} could read; the list must not be empty. */
    <T> List<T> list(String expected, Function<Value, Optional<T>> element) {
        List<T> read = new ArrayList<>();
        if (!(tree instanceof Tree.Items list)) {
            wrongType(expected, "Write a list in square brackets.");
            return read;
        }
        if (isEmptyList()) {
            fault(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    expected + " that is not empty",
                    "Write at least one, or remove the key.");
        }
        for (int i = 0; i < list.items().size(); i++) {
            element.apply(new Value(list.items().get(i), path + "[" + i + "]", faults))
                    .ifPresent(read::add);
        }
        return read;
    }

    /** As {@link #list}, where a single element may stand for a list of one. */
    <T> List<T> listOrOne(String expected, Function<Value, Optional<T>> element) {
        return tree instanceof Tree.Items
                ? list(expected, element)
                : element.apply(this).map(List::of).orElse(List.of());
    }

    /** A text of any characters, blank ones too. */
    Optional<String> characters() {
        boolean text = tree instanceof Tree.Scalar scalar
                && scalar.value() instanceof String
                && !scalar.text().isEmpty();
        return text ? Optional.of(((Tree.Scalar) tree).text()) : wrongType("a text", "Write a text, in quotes.");
    }

    boolean isList() {
        return tree instanceof Tree.Items;
    }

    boolean isEmptyList() {
        return tree instanceof Tree.Items list && list.items().isEmpty();
    }

    Optional<Section> section() {
        if (tree instanceof Tree.Keys keys) {
            return Optional.of(new Section(path, keys, faults));
        }
        return wrongType("a mapping of keys", "Write its keys below it, indented.");
    }

    <T> Optional<T> wrongType(String expected, String remedy) {
        return fault(ErrorCode.CONFIG_WRONG_TYPE, expected, remedy);
    }

    <T> Optional<T> outOfRange(String expected) {
        return fault(ErrorCode.CONFIG_OUT_OF_RANGE, expected, "Choose another value.");
    }

    private <T> Optional<T> fault(ErrorCode code, String expected, String remedy) {
        faults.add(code, tree.place() + " " + path, tree.found(), expected, remedy);
        return Optional.empty();
    }

    private boolean isWhole() {
        return tree instanceof Tree.Scalar scalar
                && (scalar.value() instanceof Long || scalar.value() instanceof BigInteger);
    }
}
