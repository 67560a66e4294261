package io.foldsync.policy;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.Optional;

/** Several rules as one: the first that has a reason wins; no rules never stop. */
public record StopRules(List<StopRule> rules) implements StopRule {
    public StopRules {
        rules = List.copyOf(rules);
    }

    /** These rules, in order of precedence. */
    public static StopRules of(StopRule... rules) {
        return new StopRules(List.of(rules));
    }

    @Override
    public Optional<StopReason> check(History history) {
        return rules.stream().flatMap(rule -> rule.check(history).stream()).findFirst();
    }
}
