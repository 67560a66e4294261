package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The masks of all dropouts for a whole run of steps, {@code keep0}, {@code keep1} and so on, {@code [rows, size]} or
 * {@code [w, rows, size]}, from the random words that the caller drew.
 *
 * <p>One operation for many steps: drawn and compared step by step they took a fifth of a small network's time, since
 * an operation on a few kilobytes costs its call.
 */
final class MaskText {
    private static final int DRAWS_A_WORD = 4;

    private MaskText() {}

    /** @param first the words of a row that are not the dropouts', but come before theirs */
    static List<String> of(Sheet network, int first) {
        List<DropoutSpec> dropouts = network.dropouts();
        List<String> lines = new ArrayList<>();
        if (dropouts.isEmpty() && first == 0) {
            return lines;
        }
        lines.add("draws = torch.view_copy(words, dtype=2)"); // int16
        int from = DRAWS_A_WORD * first;
        for (int i = 0; i < dropouts.size(); i++) {
            DropoutSpec spec = dropouts.get(i);
            String draws = "torch.slice(draws, -1, " + from + ", " + (from + spec.size()) + ")";
            // In place on floats: a comparison that makes booleans, and the booleans' way to floats, take three times
            // as long.
            String stays = "torch.le_(torch.to(" + draws + ", 6), " + of("thresholds", network, i) + ")";
            lines.add("keep" + i + " = torch.mul_(" + stays + ", " + of("gains", network, i) + ")");
            from += DRAWS_A_WORD * spec.words();
        }
        return lines;
    }

    /** One dropout's number: of every model, so that models of one program may drop differently. */
    private static String of(String numbers, Sheet network, int dropout) {
        return network.width == 1
                ? (numbers.equals("gains") ? "float(gains[" + dropout + "])" : "int(thresholds[" + dropout + "])")
                : "torch.slice(" + numbers + ", -1, " + dropout + ", " + (dropout + 1) + ")";
    }
}
