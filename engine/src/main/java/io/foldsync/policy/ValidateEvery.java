package io.foldsync.policy;

import java.io.Serializable;

/**
 * After which epochs the folds are validated: every so many, and the last.
 *
 * @param every 1 for all
 * @param epochs of the run at most; the last of them is validated
 */
public record ValidateEvery(int every, int epochs) implements Serializable {

    /** After every epoch. */
    public static final ValidateEvery EPOCH = new ValidateEvery(1, 1);

    /** @throws io.foldsync.error.FoldSyncException when a number is below 1 */
    public ValidateEvery {
        new Check("training")
                .atLeast(1, "validateEvery", every)
                .atLeast(1, "epochs", epochs)
                .done();
    }

    /** Whether epoch {@code epoch}, counted from 0, is validated. */
    public boolean due(int epoch) {
        return (epoch + 1) % every == 0 || epoch + 1 == epochs;
    }
}
