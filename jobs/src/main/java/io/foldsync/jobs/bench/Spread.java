package io.foldsync.jobs.bench;

import java.util.List;
import java.util.stream.DoubleStream;

/** The middle and the ends of some numbers; the median of an even count lies half-way between the two in the middle. */
record Spread(double median, double min, double max) {

    /** @param values at least one */
    static Spread of(DoubleStream values) {
        List<Double> sorted = values.sorted().boxed().toList();
        int last = sorted.size() - 1;
        return new Spread((sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2, sorted.get(0), sorted.get(last));
    }
}
