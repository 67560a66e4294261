package io.foldsync.nn;

import io.foldsync.data.Dtype;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a layer writes its part of the program. Each layer gets an emitter of its own that knows the layer's place, so
 * that parameters are named and faults are located without the layer's doing.
 *
 * <p>Every layer is emitted twice: into the training text and into the evaluation text. Both times it must ask for the
 * same parameters and buffers in the same order.
 *
 * <p>In a program of width w, flat signals and sequences are {@code [w, b, shape…]} and images {@code [b, w c, h, w']},
 * where grouped kernels want them; arrays have a leading {@code w}.
 */
public final class Emitter {
    private static final int ALL = -1;

    private final Sheet sheet;
    private final String path;
    private final String position;
    private final int model;
    private boolean asked;

    private Emitter(Sheet sheet, String path, String position, int model) {
        this.sheet = sheet;
        this.path = path;
        this.position = position;
        this.model = model;
    }

    static Emitter root(Sheet sheet) {
        return new Emitter(sheet, "", "network", ALL);
    }

    /** Whether this is the training text: dropout drops and batch norm uses the batch's own moments. */
    public boolean training() {
        return sheet.training;
    }

    /** What the data ask of the last layer: c classes, or 1. */
    public int outputs() {
        return sheet.outputs;
    }

    /** w, the models this text is for; 1 also where it is for one of several. */
    public int width() {
        return model == ALL ? sheet.width : 1;
    }

    /** The device of the program's tensors, as the program's text names it. */
    String device() {
        return sheet.device;
    }

    /**
     * Asks for a {@code F32} array that is learned from gradients.
     *
     * @param name its name within the layer, as PyTorch's module calls it
     * @param shape its shape in one model
     * @return its variable in the program, or an expression for this model's part of it
     */
    public String parameter(String name, List<Integer> shape, Initial initial) {
        asked = true;
        ArraySpec spec = ArraySpec.parameter(path + name, shape, initial);
        if (model == ALL) {
            return sheet.array(spec);
        }
        String parts = "each_" + spec.variable();
        if (model == 0) {
            line(parts + " = torch.unbind(" + sheet.array(spec) + ", 0)");
        }
        return parts + "[" + model + "]";
    }

    /** Asks for a {@code F32} array that the layer itself updates while it trains, as {@link #parameter}. */
    public String buffer(String name, List<Integer> shape, double value) {
        return remembered(ArraySpec.buffer(path + name, Dtype.F32, shape, value));
    }

    /** Asks for an {@code I64} number that starts at zero, as {@link #buffer}. */
    public String counter(String name) {
        return remembered(ArraySpec.buffer(path + name, Dtype.I64, List.of(), 0));
    }

    private String remembered(ArraySpec spec) {
        if (model <= 0) {
            sheet.array(spec);
        }
        return model == ALL ? spec.variable() : "torch.select(" + spec.variable() + ", 0, " + model + ")";
    }

    /** Writes one statement. */
    public void line(String statement) {
        sheet.lines.add(statement);
    }

    /** A variable that nothing else in the program uses, for results beside the signal. */
    public String variable() {
        return sheet.variable();
    }

    /**
     * Gives a name to an expression that is a tensor of this shape a row. Its gradient is left to automatic
     * differentiation, and with it the whole network's: {@link #operation} is faster.
     */
    public Signal signal(List<Integer> shape, String expression) {
        sheet.unknownDerivative();
        return named(shape, expression);
    }

    /** As {@link #signal}, for an expression through which no gradient goes: a mask, a table, the data. */
    public Signal constant(List<Integer> shape, String expression) {
        return named(shape, expression);
    }

    /**
     * As {@link #signal}, with the operation's derivative.
     *
     * @param inputs the signals in the expression, through which the gradient goes on
     */
    public Signal operation(List<Integer> shape, String expression, List<Signal> inputs, Derivative derivative) {
        Signal output = named(shape, expression);
        sheet.operation(output, asked || inputs.stream().anyMatch(sheet::learns), derivative);
        return output;
    }

    /**
     * As {@link #operation} for one that gives several results.
     *
     * @param results variables for all of them, the signal's first; see {@link #variable}
     */
    public Signal operation(
            List<Integer> shape, List<String> results, String expression, List<Signal> inputs, Derivative derivative) {
        line(String.join(", ", results) + ", = " + expression);
        Signal output = noted(new Signal(results.get(0), shape));
        sheet.operation(output, asked || inputs.stream().anyMatch(sheet::learns), derivative);
        return output;
    }

    /** Gives a name to a value within an {@link #operation}, whose derivative is the operation's. */
    Signal named(List<Integer> shape, String expression) {
        String variable = variable();
        line(variable + " = " + expression);
        return noted(new Signal(variable, shape));
    }

    private Signal noted(Signal signal) {
        sheet.signal(signal);
        return signal;
    }

    /** How to write products in the type of the program's {@link Precision}. */
    public Products products() {
        return new Products(sheet, this::line);
    }

    /**
     * A mask of this shape a row: 0 with probability {@code p}, else what keeps the mean. Each model draws its own, a
     * function of its epoch's seed and the batch's number alone. Training text only.
     *
     * @param name tells the masks of one layer apart; may be empty
     * @param p a multiple of 1/65,536 is taken, the nearest; rounds to none: see {@link #drops}
     */
    public Signal mask(String name, List<Integer> shape, double p) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        String keep = "keep" + sheet.dropout(path + name, new DropoutSpec(size, kept(p)));
        if (width() == 1) {
            String mine = model == ALL ? keep : "torch.select(" + keep + ", 0, " + model + ")";
            String rows = "torch.slice(" + mine + ", 0, start, end)";
            return constant(shape, shape.size() == 1 ? rows : "torch.reshape(" + rows + ", " + batch(shape) + ")");
        }
        return constant(shape, stacked(shape, "torch.slice(" + keep + ", 1, start, end)"));
    }

    /** Whether a {@link #mask} of this probability drops anything. */
    public static boolean drops(double p) {
        return kept(p) < DropoutSpec.DRAWS;
    }

    private static int kept(double p) {
        return (int) Math.max(1, Math.round((1 - p) * DropoutSpec.DRAWS));
    }

    /** The sizes of a signal as program text: {@code [b, shape…]}, or as the class says for several models. */
    public String batch(List<Integer> shape) {
        int width = width();
        if (width == 1) {
            return sizes("[b", shape);
        }
        return shape.size() == 3
                ? sizes("[b", List.of(width * shape.get(0), shape.get(1), shape.get(2)))
                : sizes("[" + width + ", b", shape);
    }

    /** An expression {@code [w, b, …]} laid out as a signal of this shape, for several models. */
    public String stacked(List<Integer> shape, String expression) {
        if (shape.size() != 3) {
            return "torch.reshape(" + expression + ", " + batch(shape) + ")";
        }
        String apart = "torch.reshape(" + expression + ", " + sizes("[" + width() + ", b", shape) + ")";
        return "torch.reshape(torch.transpose(" + apart + ", 0, 1), " + batch(shape) + ")";
    }

    private static String sizes(String head, List<Integer> shape) {
        return shape.stream().map(size -> ", " + size).collect(Collectors.joining("", head, "]"));
    }

    /** Says that one row is too few for a batch: a network that asks never trains on a batch of one row. */
    public void needTwoRows() {
        sheet.fewestRows = 2;
    }

    /** Emits a layer that is part of this one; its parameters are named {@code <name>.<parameter>}. */
    public Signal child(String name, Layer layer, Signal x) {
        String place = path + name;
        Emitter to = new Emitter(
                sheet, place + ".", "layer " + place + " " + layer.getClass().getSimpleName(), model);
        Signal y = to.width() == 1 ? layer.emit(to, x) : layer.emitStacked(to, x);
        sheet.emitted(place, layer, y);
        return y;
    }

    /** Emits layers one after another, named 0, 1, 2 and so on. */
    public Signal chain(List<Layer> layers, Signal x) {
        Signal at = x;
        for (int i = 0; i < layers.size(); i++) {
            at = child(Integer.toString(i), layers.get(i), at);
        }
        return at;
    }

    /** Emits this layer once for each of several models, each on its own part of {@code x}: right for every layer. */
    public Signal eachModel(Layer layer, Signal x) {
        boolean image = x.shape().size() == 3;
        String parts = variable();
        line(parts + " = " + (image ? "torch.chunk(" + x + ", " + width() + ", 1)" : "torch.unbind(" + x + ", 0)"));
        List<Signal> outputs = new ArrayList<>();
        for (int m = 0; m < width(); m++) {
            Emitter one = new Emitter(sheet, path, position, m);
            outputs.add(layer.emit(one, new Signal(parts + "[" + m + "]", x.shape())));
        }
        List<Integer> shape = outputs.get(0).shape();
        String all = outputs.stream().map(Signal::variable).collect(Collectors.joining(", ", "[", "]"));
        return signal(shape, shape.size() == 3 ? "torch.cat(" + all + ", 1)" : "torch.stack(" + all + ", 0)");
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
     * The positions and features of a sequence signal.
     *
     * @throws FoldSyncException {@code NETWORK_SHAPE} if the signal is not {@code [l, d]}
     */
    public List<Integer> sequence(Signal x) {
        if (x.shape().size() != 2) {
            throw fault(
                    "rows of shape " + x.shape(),
                    "rows of shape [l, d]",
                    "Set data.shape to [positions, features], or put an Embedding layer before it.");
        }
        return x.shape();
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
