/**
 * From fold scores to honest statements: a {@link io.foldsync.stats.Summary} describes one measure over the folds, an
 * {@link io.foldsync.stats.Interval} says how far the mean can be trusted. Percentiles of k fold scores and intervals that
 * take folds as independent do not exist here. Imports the JDK and commons-statistics.
 */
@NullMarked
package io.foldsync.stats;

import org.jspecify.annotations.NullMarked;
