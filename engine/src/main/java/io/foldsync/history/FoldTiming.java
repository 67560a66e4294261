package io.foldsync.history;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How long one fold's epoch took, and where.
 *
 * <p>Not part of {@link History}: equal work gives equal histories, and time is never equal. Timings travel beside the
 * reports and end in a file of their own; no rule sees them.
 *
 * @param trainSeconds wall seconds of the training pass, 0 or more
 * @param validateSeconds wall seconds of the validation pass, 0 or more
 * @param trainRows rows the fold learned from in this epoch
 * @param place where the fold trained, for people: a host, an executor and device, a thread; empty when unknown
 */
public record FoldTiming(int fold, int epoch, double trainSeconds, double validateSeconds, long trainRows, String place)
        implements Serializable {

    public FoldTiming {
        requireNonNull(place, "place");
        if (fold < 0 || epoch < 0 || !(trainSeconds >= 0) || !(validateSeconds >= 0) || trainRows < 0) {
            throw new IllegalArgumentException("fold " + fold + ", epoch " + epoch + ", train " + trainSeconds
                    + " s, validate " + validateSeconds + " s, rows " + trainRows);
        }
    }

    /** Training rows a second; NaN when the pass took no measurable time. */
    public double rowsPerSecond() {
        return trainSeconds > 0 ? trainRows / trainSeconds : Double.NaN;
    }
}
