package io.foldsync.train;

import io.foldsync.data.Target;
import java.util.Optional;

/** The measures of training rows, each row as the network was when it was trained on it. */
final class TrainMeasures {
    static final String LOSS = "train_loss";

    private TrainMeasures() {}

    /** The share of rows that the network has right; numbers are never just right. */
    static Optional<String> right(Target target) {
        return switch (target.kind()) {
            case CLASSES -> Optional.of("train_accuracy");
            case LABELS -> Optional.of("train_exact_match");
            case NUMBERS -> Optional.empty();
        };
    }
}
