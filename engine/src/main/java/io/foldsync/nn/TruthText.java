package io.foldsync.nn;

import io.foldsync.data.Target;
import java.util.Optional;

/** What is true of a batch's rows, and which of them the outputs have right. */
final class TruthText {
    private TruthText() {}

    /** The statement that leaves {@code y [n]}, or {@code y [n, outputs]} of floats for labels, of the row numbers {@code batch}. */
    static String gathered(Target target) {
        String gathered = "torch.index_select(targets, 0, batch)";
        return "y = " + (target.kind() == Target.Kind.LABELS ? "torch.to(" + gathered + ", 6)" : gathered);
    }

    /**
     * What is true, {@code [n]}, of rows whose largest output is their class's, or all of whose labels are on the right side
     * of 0; empty for numbers, which are never just right.
     */
    static Optional<String> right(Target target) {
        return switch (target.kind()) {
            case CLASSES -> Optional.of("torch.eq(torch.argmax(h, 1), y)");
            case LABELS -> Optional.of("torch.all(torch.eq(torch.gt(h, 0), torch.gt(y, 0)), 1)");
            case NUMBERS -> Optional.empty();
        };
    }
}
