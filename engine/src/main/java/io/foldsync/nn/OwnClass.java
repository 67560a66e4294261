package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes objects from the names of users' classes. */
public final class OwnClass {
    private static final String CONSTRUCTORS = "a public constructor without arguments, or of one Map<String, String>";

    private final String section;

    private OwnClass(String section) {
        this.section = section;
    }

    /**
     * @param wanted the interface it must implement
     * @param section the keys that lead to {@code class} and {@code options}, such as {@code model}
     * @throws FoldSyncException ({@code CLASS_NOT_USABLE}) when the class cannot be found, is not fit, or throws
     */
    public static <T> T create(Class<T> wanted, String section, String name, Map<String, String> options) {
        return new OwnClass(section).create(wanted, name, options);
    }

    private <T> T create(Class<T> wanted, String name, Map<String, String> options) {
        return make(fit(wanted, name, find(wanted, name)), name, options);
    }

    /** The class as spark-submit's {@code --jars} and the job's own jar have it. */
    private Class<?> find(Class<?> wanted, String name) {
        ClassLoader jars = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), OwnClass.class.getClassLoader());
        try {
            return Class.forName(name, true, jars);
        } catch (ClassNotFoundException e) {
            throw unusable(
                            name + ", which no jar on the class path holds",
                            expected(wanted),
                            "Bring its jar with --jars, and name the class with its package.")
                    .causedBy(e);
        } catch (LinkageError e) {
            throw unusable(
                            name + ", which cannot be loaded: " + e,
                            expected(wanted),
                            "Bring what it needs with --jars, built for this version.")
                    .causedBy(e);
        }
    }

    private static String expected(Class<?> wanted) {
        return "a public class that implements " + wanted.getName();
    }

    private <T> Class<? extends T> fit(Class<T> wanted, String name, Class<?> found) {
        String fault = !wanted.isAssignableFrom(found)
                ? "does not implement it"
                : Modifier.isAbstract(found.getModifiers())
                        ? "is abstract"
                        : Modifier.isPublic(found.getModifiers()) ? "" : "is not public";
        if (!fault.isEmpty()) {
            throw unusable(name + ", which " + fault, expected(wanted), "Change the class, or name another.");
        }
        return found.asSubclass(wanted);
    }

    private <T> T make(Class<? extends T> type, String name, Map<String, String> options) {
        Optional<Constructor<?>> withOptions = constructor(type, Map.class);
        Optional<Constructor<?>> plain = constructor(type);
        if (withOptions.isEmpty() && plain.isEmpty()) {
            throw unusable(name + " without such a constructor", CONSTRUCTORS, "Add one to the class.");
        }
        if (withOptions.isEmpty() && !options.isEmpty()) {
            throw unusable(
                    name + " without a constructor for " + section + ".options",
                    "a public constructor of one Map<String, String>",
                    "Add it to the class, or remove " + section + ".options.");
        }
        try {
            Object made = withOptions.isPresent()
                    ? withOptions.get().newInstance(options)
                    : plain.orElseThrow().newInstance();
            return type.cast(made);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof FoldSyncException told) {
                throw told;
            }
            throw unusable(
                            name + ", whose constructor threw " + e.getCause(),
                            "a constructor that returns",
                            "Check " + section + ".options, and run with --stacktrace to see where it threw.")
                    .causedBy(e);
        } catch (ReflectiveOperationException e) {
            throw unusable(name + ", which cannot be made: " + e, CONSTRUCTORS, "Correct the class.")
                    .causedBy(e);
        }
    }

    private static Optional<Constructor<?>> constructor(Class<?> type, Class<?>... arguments) {
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), arguments))
                .findFirst();
    }

    private FoldSyncException unusable(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CLASS_NOT_USABLE, section + ".class", found, expected, remedy);
    }
}
