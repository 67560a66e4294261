package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.Layer;
import io.foldsync.nn.OwnClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnClassesTest {

    /** Without a constructor of its own. */
    public static class Plain implements Architecture {
        private static final long serialVersionUID = 1L;

        @Override
        public String describe() {
            return "plain";
        }

        @Override
        public List<Layer> layers(List<Integer> shape, int outputs) {
            return List.of();
        }
    }

    /** Told its options. */
    public static final class Told extends Plain {
        private static final long serialVersionUID = 1L;
        private final String width;

        public Told(Map<String, String> options) {
            width = options.getOrDefault("width", "none");
        }

        @Override
        public String describe() {
            return "width " + width;
        }
    }

    /** Needs what nobody gives. */
    public static final class Demanding extends Plain {
        private static final long serialVersionUID = 1L;

        public Demanding(int width) {
            assertThat(width).isPositive();
        }
    }

    /** Refuses. */
    public static final class Refusing extends Plain {
        private static final long serialVersionUID = 1L;

        public Refusing() {
            throw new IllegalStateException("no width given");
        }
    }

    /** Not for others. */
    static final class Hidden extends Plain {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aClassWithAFittingConstructorIsMade() {
        assertThat(create(Plain.class, Map.of()).describe()).isEqualTo("plain");
        assertThat(create(Told.class, Map.of()).describe()).isEqualTo("width none");
        assertThat(create(Told.class, Map.of("width", "8")).describe()).isEqualTo("width 8");
    }

    @Test
    void aClassThatCannotBeUsedIsToldByItsReason() {
        refused("com.acme.Missing", Map.of(), "com.acme.Missing, which no jar on the class path holds; expected");
        refused(String.class.getName(), Map.of(), "java.lang.String, which does not implement it; expected");
        refused(Hidden.class.getName(), Map.of(), Hidden.class.getName() + ", which is not public; expected");
        refused(Architecture.class.getName(), Map.of(), Architecture.class.getName() + ", which is abstract; expected");
        refused(
                Demanding.class.getName(),
                Map.of(),
                Demanding.class.getName() + " without such a constructor; expected");
        refused(
                Refusing.class.getName(),
                Map.of(),
                Refusing.class.getName()
                        + ", whose constructor threw java.lang.IllegalStateException: no width given;");
        refused(
                Plain.class.getName(),
                Map.of("width", "8"),
                Plain.class.getName() + " without a constructor for model.options; expected");
    }

    private static Architecture create(Class<?> type, Map<String, String> options) {
        return OwnClass.create(Architecture.class, "model", type.getName(), options);
    }

    private static void refused(String name, Map<String, String> options, String told) {
        assertThatThrownBy(() -> OwnClass.create(Architecture.class, "model", name, options))
                .isInstanceOfSatisfying(FoldSyncException.class, e -> assertThat(e.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CLASS_NOT_USABLE)))
                .hasMessageStartingWith("model.class: " + told);
    }
}
