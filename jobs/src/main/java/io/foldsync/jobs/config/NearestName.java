package io.foldsync.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name with the smallest edit distance, if more than half of it is right. Case, {@code _} and {@code -} do
     * not count, so that {@code weight_decay} finds {@code weightDecay}.
     */
    static Optional<String> to(String written, Collection<String> known) {
        String letters = letters(written);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(letters, letters(name))))
                .filter(name -> 2 * distance(letters, letters(name))
                        < Math.max(letters.length(), letters(name).length()));
    }

    /** What to do about {@code written}: write its nearest name, or else {@code otherwise}. */
    public static String remedy(String written, Collection<String> known, String otherwise) {
        return to(written, known)
                .map(near -> "Write " + near + " if that is what you meant.")
                .orElse(otherwise);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    /**
     * Insertions, deletions, replacements and swaps of neighbours between {@code a} and {@code b}. Source: the optimal
     * string alignment distance; Damerau 1964, "A technique for computer detection and correction of spelling errors".
     */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
