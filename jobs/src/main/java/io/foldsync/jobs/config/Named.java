package io.foldsync.jobs.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** A name, or a name with arguments, as {@code { huber: { delta: 0.5 } }}. */
final class Named {
    private Named() {}

    /**
     * Reads one.
     *
     * @param names what it may name
     * @param what a fault calls it, such as {@code loss}
     * @param of makes it from name and arguments; the section is {@linkplain Section#finish finished} after
     */
    static <E extends Enum<E>, T> Optional<T> bind(
            Value written, Class<E> names, String what, BiFunction<E, Section, T> of) {
        written.faults().asked(written.path(), what, String.join(", ", Value.names(names)));
        if (!(written.tree() instanceof Tree.Keys keys)) {
            Tree.Keys none = new Tree.Keys(written.tree().place(), Map.of());
            return written.name(names).map(name -> made(name, new Section(written.path(), none, written.faults()), of));
        }
        if (keys.entries().size() != 1) {
            return written.wrongType("one " + what + ", as name or { name: { arguments } }", "Write one name.");
        }
        Map.Entry<String, Tree> entry = keys.entries().entrySet().iterator().next();
        Value name = new Value(
                new Tree.Scalar(keys.place(), entry.getKey(), entry.getKey()), written.path(), written.faults());
        Value below = new Value(entry.getValue(), written.path() + "." + entry.getKey(), written.faults());
        return name.name(names).flatMap(known -> below.section().map(section -> made(known, section, of)));
    }

    private static <E extends Enum<E>, T> T made(E name, Section section, BiFunction<E, Section, T> of) {
        T made = of.apply(name, section);
        section.finish();
        return made;
    }

    /** As it is written in a configuration. */
    static Object written(Enum<?> name, Map<String, Object> arguments) {
        return arguments.isEmpty() ? Value.written(name) : Map.of(Value.written(name), arguments);
    }
}
