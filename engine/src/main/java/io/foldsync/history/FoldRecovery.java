package io.foldsync.history;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A fold that was lost where it trained, or moved, and did epochs again. Not part of {@link History}: who fails, and when,
 * changes no number.
 *
 * @param epochs the fold had been trained before it was lost
 * @param restored epochs that a checkpoint brought back, or another copy of the fold; 0: none, it began at the seed
 * @param repeated epochs that were done again
 * @param place where it lives now, for people
 */
public record FoldRecovery(int fold, int epochs, int restored, int repeated, String place) implements Serializable {
    public FoldRecovery {
        requireNonNull(place, "place");
        if (fold < 0 || restored < 0 || repeated < 0 || restored + repeated != epochs) {
            throw new IllegalArgumentException(
                    "fold " + fold + ": " + restored + " epochs restored and " + repeated + " repeated of " + epochs);
        }
    }
}
