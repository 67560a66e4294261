package io.foldsync.policy;

import io.foldsync.loop.StopReason;
import java.util.Locale;

/** The reasons for which a run ends, besides those of users' own rules. */
public enum StopCode {
    /** All epochs that were asked for are done. */
    EPOCHS_DONE,
    /** A fold's loss is no finite number: the run has no result. */
    NOT_FINITE,
    /** The monitor has not improved for as long as one was ready to wait. */
    PATIENCE_EXCEEDED,
    /** What a window of epochs gained is beyond doubt too little. */
    PLATEAU_DETECTED,
    /** Held-out rows get worse while training rows get better, both beyond the folds' noise. */
    OVERFITTING_DETECTED,
    /** The monitor stays far behind its best. */
    DIVERGED,
    /** The monitor is as good as was asked for. */
    TARGET_REACHED,
    /** The time is up; not reproducible, see {@code train.TimeBudget}. */
    TIME_BUDGET_SPENT;

    /** The stable name, such as {@code epochs_done}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this code. */
    public StopReason because(String text) {
        return new StopReason(code(), text);
    }

    /** Whether a run ended for this reason. */
    public boolean is(StopReason reason) {
        return reason.code().equals(code());
    }
}
