/**
 * The benchmark: fixed workloads, trained through the same {@link io.foldsync.spark.CrossValidation} as every job, and what
 * they cost. Start with {@link io.foldsync.jobs.bench.Workload}; {@link io.foldsync.jobs.bench.Bench} runs them.
 */
@NullMarked
package io.foldsync.jobs.bench;

import org.jspecify.annotations.NullMarked;
