package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.ModelConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes what a user's class is for, such as a network's recipe, from the class's name. */
final class OwnArchitecture {
    private static final String CONSTRUCTORS = "a public constructor without arguments, or of one Map<String, String>";

    private final String key;

    private OwnArchitecture(String key) {
        this.key = key;
    }

    /**
     * @param wanted the interface it must implement
     * @throws FoldSyncException ({@code CLASS_NOT_USABLE}) when the class cannot be found, is not fit, or throws
     */
    static <T> T create(Class<T> wanted, ModelConfig.OwnClass own) {
        return create(wanted, own, "model");
    }

    /**
     * As {@link #create(Class, ModelConfig.OwnClass)}.
     *
     * @param key where the configuration names the class: {@code <key>.class} and {@code <key>.options}
     */
    static <T> T create(Class<T> wanted, ModelConfig.OwnClass own, String key) {
        OwnArchitecture maker = new OwnArchitecture(key);
        return maker.make(maker.fit(wanted, own.name(), maker.find(wanted, own.name())), own);
    }

    /** The class as spark-submit's {@code --jars} and the job's own jar have it. */
    private Class<?> find(Class<?> wanted, String name) {
        ClassLoader jars = Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(), OwnArchitecture.class.getClassLoader());
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

    private <T> T make(Class<? extends T> type, ModelConfig.OwnClass own) {
        Optional<Constructor<?>> withOptions = constructor(type, Map.class);
        Optional<Constructor<?>> plain = constructor(type);
        if (withOptions.isEmpty() && plain.isEmpty()) {
            throw unusable(own.name() + " without such a constructor", CONSTRUCTORS, "Add one to the class.");
        }
        if (withOptions.isEmpty() && !own.options().isEmpty()) {
            throw unusable(
                    own.name() + " without a constructor for " + key + ".options",
                    "a public constructor of one Map<String, String>",
                    "Add it to the class, or remove " + key + ".options.");
        }
        try {
            Object made = withOptions.isPresent()
                    ? withOptions.get().newInstance(own.options())
                    : plain.orElseThrow().newInstance();
            return type.cast(made);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof FoldSyncException told) {
                throw told;
            }
            throw unusable(
                            own.name() + ", whose constructor threw " + e.getCause(),
                            "a constructor that returns",
                            "Check " + key + ".options, and run with --stacktrace to see where it threw.")
                    .causedBy(e);
        } catch (ReflectiveOperationException e) {
            throw unusable(own.name() + ", which cannot be made: " + e, CONSTRUCTORS, "Correct the class.")
                    .causedBy(e);
        }
    }

    private static Optional<Constructor<?>> constructor(Class<?> type, Class<?>... arguments) {
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), arguments))
                .findFirst();
    }

    private FoldSyncException unusable(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CLASS_NOT_USABLE, key + ".class", found, expected, remedy);
    }
}
