package io.foldsync.nn;

import io.foldsync.data.Dtype;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a layer writes its part of the program. Each layer gets an emitter of its own that knows the layer's place, so
 * that parameters are named and faults are located without the layer's doing.
 *
 * <p>Every layer is emitted twice: into the training text and into the evaluation text. Both times it must ask for the
 * same parameters and buffers in the same order.
 */
public final class Emitter {
    private final Sheet sheet;
    private final String path;
    private final String position;

    private Emitter(Sheet sheet, String path, String position) {
        this.sheet = sheet;
        this.path = path;
        this.position = position;
    }

    static Emitter root(Sheet sheet) {
        return new Emitter(sheet, "", "network");
    }

    /** Whether this is the training text: dropout drops and batch norm uses the batch's own moments. */
    public boolean training() {
        return sheet.training;
    }

    /** What the data ask of the last layer: c classes, or 1. */
    public int outputs() {
        return sheet.outputs;
    }

    /**
     * Asks for a {@code F32} array that is learned from gradients.
     *
     * @param name its name within the layer, as PyTorch's module calls it
     * @return its variable in the program
     */
    public String parameter(String name, List<Integer> shape, Initial initial) {
        return sheet.array(ArraySpec.parameter(path + name, shape, initial));
    }

    /** Asks for a {@code F32} array that the layer itself updates while it trains, as {@link #parameter}. */
    public String buffer(String name, List<Integer> shape, double value) {
        return sheet.array(ArraySpec.buffer(path + name, Dtype.F32, shape, value));
    }

    /** Asks for an {@code I64} number that starts at zero, as {@link #buffer}. */
    public String counter(String name) {
        return sheet.array(ArraySpec.buffer(path + name, Dtype.I64, List.of(), 0));
    }

    /** Writes one statement. */
    public void line(String statement) {
        sheet.lines.add(statement);
    }

    /** Gives a name to an expression that is a tensor {@code [b, shape…]}. */
    public Signal signal(List<Integer> shape, String expression) {
        String variable = "x" + ++sheet.variables;
        line(variable + " = " + expression);
        return new Signal(variable, shape);
    }

    /**
     * Uniform random 16-bit integers {@code [b, shape…]}, -32768 to 32767, from the model's own generator: new ones for
     * each batch, a function of the epoch's seed and the batch's number alone. Training text only.
     *
     * <p>Four are cut from each 64-bit word, since the generator and not the comparison takes the time.
     */
    public Signal randomShorts(List<Integer> shape) {
        sheet.random = true;
        int size = shape.stream().reduce(1, Math::multiplyExact);
        String words = "torch.random_(torch.empty([(b * " + size + " + 3) // 4], dtype=4, device=\"" + sheet.device
                + "\"), -9223372036854775807 - 1, None, generator=generator)";
        String shorts = "torch.slice(torch.view_copy(" + words + ", dtype=2), 0, 0, b * " + size + ")";
        return signal(shape, "torch.view(" + shorts + ", " + batch(shape) + ")");
    }

    /** The sizes {@code [b, shape…]} as program text. */
    public String batch(List<Integer> shape) {
        return shape.stream().map(size -> ", " + size).collect(Collectors.joining("", "[b", "]"));
    }

    /** Says that one row is too few for a batch: a network that asks never trains on a batch of one row. */
    public void needTwoRows() {
        sheet.fewestRows = 2;
    }

    /** Emits a layer that is part of this one; its parameters are named {@code <name>.<parameter>}. */
    public Signal child(String name, Layer layer, Signal x) {
        String place = path + name;
        return layer.emit(
                new Emitter(
                        sheet,
                        place + ".",
                        "layer " + place + " " + layer.getClass().getSimpleName()),
                x);
    }

    /** Emits layers one after another, named 0, 1, 2 and so on. */
    public Signal chain(List<Layer> layers, Signal x) {
        Signal at = x;
        for (int i = 0; i < layers.size(); i++) {
            at = child(Integer.toString(i), layers.get(i), at);
        }
        return at;
    }

    /**
     * The number of features of a flat signal.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if the signal is not {@code [d]}
     */
    public int flat(Signal x) {
        if (x.shape().size() != 1) {
            throw fault("rows of shape " + x.shape(), "rows of shape [d]", "Put a Flatten layer before it.");
        }
        return x.shape().get(0);
    }

    /**
     * The channels, height and width of an image signal.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if the signal is not {@code [channels, height, width]}
     */
    public List<Integer> image(Signal x) {
        if (x.shape().size() != 3) {
            throw fault(
                    "rows of shape " + x.shape(),
                    "rows of shape [channels, height, width]",
                    "Set data.shape, or move the layer before Flatten.");
        }
        return x.shape();
    }

    /** The fault {@code NETWORK_SHAPE} at this layer's place, to be thrown. */
    public FoldSyncException fault(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.NETWORK_SHAPE, position, found, expected, remedy);
    }
}
