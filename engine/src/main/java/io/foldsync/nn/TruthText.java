package io.foldsync.nn;

import io.foldsync.data.Target;
import java.util.Optional;

/** What is true of a batch's rows, and which of them the outputs have right. */
final class TruthText {
    private TruthText() {}

    /** What is true of the rows of some numbers, as an expression {@code [n]}, or {@code [n, outputs]} of floats for labels. */
    static String of(Target target, String rows) {
        String gathered = "torch.index_select(targets, 0, " + rows + ")";
        return target.kind() == Target.Kind.LABELS ? "torch.to(" + gathered + ", 6)" : gathered;
    }

    /**
     * What is true, {@code [n]}, of rows whose largest output is their class's, or all of whose labels are on the right side
     * of 0; empty for numbers, which are never just right.
     */
    static Optional<String> right(Target target, String outputs, String truth) {
        return switch (target.kind()) {
            case CLASSES -> Optional.of("torch.eq(torch.argmax(" + outputs + ", 1), " + truth + ")");
            case LABELS ->
                Optional.of("torch.all(torch.eq(torch.gt(" + outputs + ", 0), torch.gt(" + truth + ", 0)), 1)");
            case NUMBERS -> Optional.empty();
        };
    }
}
