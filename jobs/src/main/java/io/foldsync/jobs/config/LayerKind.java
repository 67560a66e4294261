package io.foldsync.jobs.config;

import java.util.List;
import java.util.Optional;

/** The layers a configuration can name, in PyTorch's words, and what each must and may be told. */
public enum LayerKind {
    LINEAR(outputs("out")),
    CONV1D(
            required("out", 1),
            required("kernel", 1),
            optional("stride", 1, 1),
            optional("padding", 0, 0),
            optional("dilation", 1, 1),
            optional("groups", 1, 1),
            flag("bias", true)),
    CONV2D(
            required("out", 1),
            required("kernel", 1),
            optional("stride", 1, 1),
            optional("padding", 0, 0),
            optional("dilation", 1, 1),
            optional("groups", 1, 1),
            flag("bias", true)),
    CONVTRANSPOSE2D(
            required("out", 1),
            required("kernel", 1),
            optional("stride", 1, 1),
            optional("padding", 0, 0),
            optional("outputPadding", 0, 0),
            optional("dilation", 1, 1),
            optional("groups", 1, 1),
            flag("bias", true)),
    BATCHNORM1D(),
    BATCHNORM2D(),
    /** Over how many of the last dimensions. */
    LAYERNORM(optional("dimensions", 1, 1)),
    GROUPNORM(required("groups", 1)),
    RELU(),
    GELU(),
    SILU(),
    TANH(),
    SIGMOID(),
    /** Along the last dimension. */
    SOFTMAX(),
    MAXPOOL1D(required("kernel", 1), sameAs("stride", "kernel"), optional("padding", 0, 0)),
    MAXPOOL2D(required("kernel", 1), sameAs("stride", "kernel"), optional("padding", 0, 0)),
    AVGPOOL1D(required("kernel", 1), sameAs("stride", "kernel"), optional("padding", 0, 0)),
    AVGPOOL2D(required("kernel", 1), sameAs("stride", "kernel"), optional("padding", 0, 0)),
    /** The mean of each channel, or of equal stretches of it. */
    ADAPTIVEAVGPOOL1D(optional("length", 1, 1)),
    /** The mean of each channel, or of each cell of a grid on it. */
    ADAPTIVEAVGPOOL2D(optional("height", 1, 1), sameAs("width", "height")),
    /** Rows are token numbers. */
    EMBEDDING(required("vocabulary", 1), required("features", 1)),
    /** The sinusoidal one. */
    POSITIONALENCODING(),
    POSITIONALEMBEDDING(),
    MULTIHEADSELFATTENTION(required("heads", 1), share("dropout", 0)),
    LSTM(required("hidden", 1), optional("layers", 1, 1), flag("returnSequence", false)),
    GRU(required("hidden", 1), optional("layers", 1, 1), flag("returnSequence", false)),
    MEANOVERPOSITIONS(),
    FLATTEN(),
    /** Its one argument may be written without a name: {@code reshape: [4, 8]}. */
    RESHAPE(wholes("shape", 1)),
    /** Its one argument may be written without a name: {@code dropout: 0.5}. */
    DROPOUT(share("p")),
    /** The sum of what two sequences make of the same input; no shortcut is the input itself. */
    RESIDUAL(layers("body", true), layers("shortcut", false)),
    /** What two or more sequences make of the same input, side by side; an empty one is the input itself. */
    CONCAT(branches("branches"), optional("dim", 0, 0));

    /** What a layer's argument may be. */
    sealed interface Argument {
        String name();
    }

    /** A whole number, {@code least} or more. Left out, it is {@code fallback}, else what {@code like} is, else a fault. */
    record WholeArgument(String name, int least, Optional<Integer> fallback, Optional<String> like)
            implements Argument {}

    /** A list of whole numbers, each {@code least} or more. */
    record WholesArgument(String name, int least) implements Argument {}

    /** A positive number of units, or the word {@code outputs} for as many as the task needs. */
    record OutputsArgument(String name) implements Argument {}

    /** A number from 0 to below 1. Left out, it is {@code fallback}, else a fault. */
    record ShareArgument(String name, Optional<Double> fallback) implements Argument {}

    /** True or false. */
    record FlagArgument(String name, boolean fallback) implements Argument {}

    /** A list of layers. */
    record LayersArgument(String name, boolean required) implements Argument {}

    /** Two or more lists of layers, of which some may be empty. */
    record BranchesArgument(String name) implements Argument {}

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

    private static Argument wholes(String name, int least) {
        return new WholesArgument(name, least);
    }

    private static Argument outputs(String name) {
        return new OutputsArgument(name);
    }

    private static Argument share(String name) {
        return new ShareArgument(name, Optional.empty());
    }

    private static Argument share(String name, double fallback) {
        return new ShareArgument(name, Optional.of(fallback));
    }

    private static Argument flag(String name, boolean fallback) {
        return new FlagArgument(name, fallback);
    }

    private static Argument layers(String name, boolean required) {
        return new LayersArgument(name, required);
    }

    private static Argument branches(String name) {
        return new BranchesArgument(name);
    }
}
