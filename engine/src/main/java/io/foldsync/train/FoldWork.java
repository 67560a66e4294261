package io.foldsync.train;

import io.foldsync.nn.TrainStep;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done with the batches of a fold besides what every fold does.
 *
 * @param step what one batch does to the network
 * @param callbacks who watches, in the order in which they are called
 */
public record FoldWork(TrainStep step, List<FoldCallback> callbacks) implements Serializable {
    public FoldWork {
        callbacks = List.copyOf(callbacks);
    }

    /** The standard step, and nobody watches. */
    public static FoldWork plain() {
        return new FoldWork(TrainStep.standard(), List.of());
    }

    /** With another step. */
    public FoldWork withStep(TrainStep step) {
        return new FoldWork(step, callbacks);
    }

    /** With one more who watches. */
    public FoldWork withCallback(FoldCallback callback) {
        List<FoldCallback> more = new ArrayList<>(callbacks);
        more.add(callback);
        return new FoldWork(step, more);
    }

    /** Whether the step is not the standard one. */
    boolean ownStep() {
        return !step.equals(TrainStep.standard());
    }

    /** Whether steps must be taken in parts, for a step of one's own or for those who watch. */
    boolean inParts() {
        return ownStep()
                || callbacks.stream()
                        .flatMap(callback -> callback.hooks().stream())
                        .anyMatch(FoldHook::inTrainingBatch);
    }
}
