/**
 * The job configuration, strictly: text becomes a {@link io.foldsync.jobs.config.Tree} whose every value knows its line,
 * overrides replace branches of it, and each section's record binds itself from a
 * {@link io.foldsync.jobs.config.Section}, collecting faults instead of stopping at the first. Start with
 * {@link io.foldsync.jobs.config.JobConfig}. Nothing here knows Spark or the engine's classes, only their vocabulary.
 */
@NullMarked
package io.foldsync.jobs.config;

import org.jspecify.annotations.NullMarked;
