/**
 * Measures that survive distribution: a metric turns predictions into a {@link io.foldsync.metric.Tally} of sums, tallies
 * of batches, folds and executors merge by addition, and only a merged tally becomes a value. Means of batch means do not
 * exist here. Imports the JDK only. Start with {@link io.foldsync.metric.Metric}.
 */
@NullMarked
package io.foldsync.metric;

import org.jspecify.annotations.NullMarked;
