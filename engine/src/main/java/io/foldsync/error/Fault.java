package io.foldsync.error;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One thing that is wrong, with what to do about it.
 *
 * @param where the place a person can go to: {@code job.yaml:12 model.dropout}, {@code fold 3, epoch 7}, a path
 * @param found what is there, values included
 * @param expected what would have been right
 * @param remedy what to do, as an imperative sentence with its full stop
 */
public record Fault(ErrorCode code, String where, String found, String expected, String remedy)
        implements Serializable {

    public Fault {
        requireNonNull(code, "code");
        requireNonNull(where, "where");
        requireNonNull(found, "found");
        requireNonNull(expected, "expected");
        requireNonNull(remedy, "remedy");
    }

    /** The fault as one line: {@code where: found; expected …. Remedy.} */
    public String message() {
        return where + ": " + found + "; expected " + expected + ". " + remedy;
    }
}
