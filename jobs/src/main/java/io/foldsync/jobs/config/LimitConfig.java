package io.foldsync.jobs.config;

import java.util.Optional;

/**
 * A number of batches, or a share of them.
 *
 * @param count at least 1
 * @param share above 0 and below 1
 */
public record LimitConfig(Optional<Integer> count, Optional<Double> share) {

    /** A whole number counts batches; any other is a share. */
    static Optional<LimitConfig> bind(Value limit) {
        boolean share = limit.tree() instanceof Tree.Scalar scalar && scalar.value() instanceof Double;
        return share
                ? limit.number(new Bounds(0, false, 1, false))
                        .map(found -> new LimitConfig(Optional.empty(), Optional.of(found)))
                : limit.whole(Bounds.atLeast(1)).map(found -> new LimitConfig(Optional.of(found), Optional.empty()));
    }

    /** As it is written in a configuration. */
    Object written() {
        return count.<Object>map(number -> number).orElseGet(share::orElseThrow);
    }
}
