package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.Optional;

/** Says when a run is over; an extension point. A pure function: equal histories get equal answers, on every machine. */
@FunctionalInterface
public interface StopRule extends StopPlan {

    /** Why to train no further epoch after {@code history}, which may be empty; or empty to go on. */
    Optional<StopReason> check(History history);

    /** Itself: all it needs is there. */
    @Override
    @SuppressWarnings("FunctionalInterfaceMethodChanged") // a lambda of this type is one of its own, and its own plan
    default StopRule under(Terms terms) {
        return this;
    }
}
