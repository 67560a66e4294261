package io.foldsync.policy;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.Optional;

/** Stops when {@code epochs} have been trained, with the code {@code epochs_done}. */
public record MaxEpochs(int epochs) implements StopRule {

    /** @throws FoldSyncException when {@code epochs} is below 1 */
    public MaxEpochs {
        if (epochs < 1) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_OUT_OF_RANGE,
                    "training.epochs",
                    epochs + " epochs",
                    "1 or more",
                    "Write how many epochs every fold trains at most.");
        }
    }

    @Override
    public Optional<StopReason> check(History history) {
        return history.epochs() < epochs
                ? Optional.empty()
                : Optional.of(StopCode.EPOCHS_DONE.because(history.epochs() + " epochs done"));
    }
}
