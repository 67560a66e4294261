package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the emitters of one pass over a network share: the text so far, the arrays asked for, and the way back. */
final class Sheet {
    /** One operation with a known derivative. */
    record Operation(String output, Derivative derivative) {}

    /** A layer that has been written, inner ones before those that hold them. */
    record Emitted(String place, String layer, List<Integer> shape) {}

    final boolean training;
    final int width;
    final int outputs;
    final String device;
    final Precision precision;

    /** Statements before the first batch. */
    final List<String> onceLines = new ArrayList<>();

    /** Statements of every batch. */
    final List<String> lines = new ArrayList<>();

    private final List<ArraySpec> parameters = new ArrayList<>();
    private final List<ArraySpec> buffers = new ArrayList<>();
    private final List<String> dropoutPlaces = new ArrayList<>();
    private final List<DropoutSpec> dropouts = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> learning = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Emitted> layers = new ArrayList<>();
    private boolean derivable = true;
    private long numbersARow;
    private int variables;
    int fewestRows = 1;

    /** @param width w, models in one program; 1 for a program of one model, whose arrays have no leading w */
    Sheet(boolean training, int width, int outputs, String device, Precision precision) {
        this.training = training;
        this.width = width;
        this.outputs = outputs;
        this.device = device;
        this.precision = precision;
    }

    String array(ArraySpec spec) {
        if (!taken.add(spec.variable())) {
            throw new IllegalStateException("two arrays are called " + spec.name());
        }
        (spec.role() == Role.PARAMETER ? parameters : buffers).add(spec);
        return spec.variable();
    }

    String variable() {
        return "x" + ++variables;
    }

    /** Takes note of a layer and of what leaves it. */
    void emitted(String place, Layer layer, Signal output) {
        layers.add(new Emitted(place, layer.getClass().getSimpleName(), output.shape()));
    }

    List<Emitted> layers() {
        return List.copyOf(layers);
    }

    /** Takes note of a signal. */
    void signal(Signal signal) {
        numbersARow += signal.size();
    }

    /** Numbers of one row in all signals. */
    long numbersARow() {
        return numbersARow;
    }

    /** The number of the dropout at a place; new at its first asking, and the same for every model there. */
    int dropout(String place, DropoutSpec spec) {
        int known = dropoutPlaces.indexOf(place);
        if (known >= 0) {
            return known;
        }
        dropoutPlaces.add(place);
        dropouts.add(spec);
        return dropouts.size() - 1;
    }

    /** Remembers how a gradient goes back through the operation that made {@code output}. */
    void operation(Signal output, boolean learns, Derivative derivative) {
        operations.add(new Operation(output.variable(), derivative));
        if (learns) {
            learning.add(output.variable());
        }
    }

    /** A signal was made of which only automatic differentiation knows where it came from. */
    void unknownDerivative() {
        derivable = false;
    }

    boolean learns(Signal x) {
        return learning.contains(x.variable());
    }

    /** Whether every operation has a derivative of its own. */
    boolean derivable() {
        return derivable && width == 1;
    }

    List<Operation> operationsLastToFirst() {
        List<Operation> backwards = new ArrayList<>(operations);
        Collections.reverse(backwards);
        return backwards;
    }

    List<DropoutSpec> dropouts() {
        return List.copyOf(dropouts);
    }

    List<ArraySpec> parameters() {
        return List.copyOf(parameters);
    }

    /** Parameters, then buffers, each as the layers asked for them. */
    List<ArraySpec> arrays() {
        return Stream.concat(parameters.stream(), buffers.stream()).toList();
    }
}
