package io.foldsync.jobs.config;

import java.util.List;
import java.util.Optional;

/** The layers a configuration can name, in PyTorch's words, and what each must and may be told. */
public enum LayerKind {
    LINEAR(outputs("out")),
    CONV2D(
            required("out", 1),
            required("kernel", 1),
            optional("stride", 1, 1),
            optional("padding", 0, 0),
            flag("bias", true)),
    BATCHNORM1D(),
    BATCHNORM2D(),
    RELU(),
    GELU(),
    TANH(),
    SIGMOID(),
    MAXPOOL2D(required("kernel", 1), sameAs("stride", "kernel")),
    AVGPOOL2D(required("kernel", 1), sameAs("stride", "kernel")),
    /** The mean of each channel. */
    ADAPTIVEAVGPOOL2D(),
    FLATTEN(),
    /** Its one argument may be written without a name: {@code dropout: 0.5}. */
    DROPOUT(share("p")),
    /** The sum of what two sequences make of the same input; no shortcut is the input itself. */
    RESIDUAL(layers("body", true), layers("shortcut", false));

    /** What a layer's argument may be. */
    sealed interface Argument {
        String name();
    }

    /** A whole number, {@code least} or more. Left out, it is {@code fallback}, else what {@code like} is, else a fault. */
    record WholeArgument(String name, int least, Optional<Integer> fallback, Optional<String> like)
            implements Argument {}

    /** A positive number of units, or the word {@code outputs} for as many as the task needs. */
    record OutputsArgument(String name) implements Argument {}

    /** A number from 0 to below 1. */
    record ShareArgument(String name) implements Argument {}

    /** True or false. */
    record FlagArgument(String name, boolean fallback) implements Argument {}

    /** A list of layers. */
    record LayersArgument(String name, boolean required) implements Argument {}

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Argument> arguments;

    LayerKind(Argument... arguments) {
        this.arguments = List.of(arguments);
    }

    List<Argument> arguments() {
        return arguments;
    }

    private static Argument required(String name, int least) {
        return new WholeArgument(name, least, Optional.empty(), Optional.empty());
    }

    private static Argument optional(String name, int least, int fallback) {
        return new WholeArgument(name, least, Optional.of(fallback), Optional.empty());
    }

    private static Argument sameAs(String name, String other) {
        return new WholeArgument(name, 1, Optional.empty(), Optional.of(other));
    }

    private static Argument outputs(String name) {
        return new OutputsArgument(name);
    }

    private static Argument share(String name) {
        return new ShareArgument(name);
    }

    private static Argument flag(String name, boolean fallback) {
        return new FlagArgument(name, fallback);
    }

    private static Argument layers(String name, boolean required) {
        return new LayersArgument(name, required);
    }
}
