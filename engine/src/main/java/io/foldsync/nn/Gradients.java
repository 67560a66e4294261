package io.foldsync.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The backward half of a training text while it is written: gradients of signals and parameters, last to first. */
public final class Gradients {
    private final Sheet sheet;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();

    private Gradients(Sheet sheet) {
        this.sheet = sheet;
    }

    /** The statements that turn {@code d_<last>} into one gradient a parameter, and the list {@code gradients} of them. */
    static List<String> of(Sheet sheet, Signal last) {
        Gradients gradients = new Gradients(sheet);
        gradients.begun.add(gradient(last.variable()));
        for (Sheet.Operation operation : sheet.operationsLastToFirst()) {
            String dy = gradient(operation.output());
            if (gradients.begun.contains(dy)) {
                operation.derivative().back(gradients, operation.output(), dy);
            }
        }
        List<String> names = sheet.parameters().stream()
                .map(spec -> "torch.contiguous(" + gradient(spec.variable()) + ")")
                .toList();
        for (ArraySpec spec : sheet.parameters()) {
            if (!gradients.begun.contains(gradient(spec.variable()))) {
                throw new IllegalStateException("no gradient reaches " + spec.name());
            }
        }
        gradients.line("gradients = [" + String.join(", ", names) + "]");
        return gradients.lines;
    }

    /** The name of a variable's gradient. */
    static String gradient(String variable) {
        return "d_" + variable;
    }

    /** Whether anything before {@code x} learns; if not, its gradient need not be computed. */
    public boolean wants(Signal x) {
        return sheet.learns(x);
    }

    /** What reaches an input; added to what reached it on other ways. Nothing is written where nobody asks. */
    public void input(Signal x, String expression) {
        if (wants(x)) {
            add(x.variable(), expression);
        }
    }

    /** What reaches a parameter or buffer variable given by {@link Emitter#parameter}. */
    public void parameter(String variable, String expression) {
        add(variable, expression);
    }

    /** As {@link Emitter#products}. */
    public Products products() {
        return new Products(sheet, this::line);
    }

    /** Writes one statement. */
    public void line(String statement) {
        lines.add(statement);
    }

    private void add(String variable, String expression) {
        String gradient = gradient(variable);
        line(gradient + " = " + (begun.add(gradient) ? expression : "torch.add(" + gradient + ", " + expression + ")"));
    }
}
