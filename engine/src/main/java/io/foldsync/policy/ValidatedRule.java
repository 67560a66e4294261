package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.Optional;

/** A rule that is asked only after epochs that were validated, so that the last epoch of a run has all measures. */
public record ValidatedRule(StopRule rule) implements StopRule {

    @Override
    public Optional<StopReason> check(History history) {
        boolean told = history.epochs() == 0 || history.last().order().validate();
        return told ? rule.check(history) : Optional.empty();
    }
}
