/**
 * The programs for {@code spark-submit}: command lines, strict configuration, names turned into objects, exit codes. The
 * work itself is the engine's. Start with {@link io.foldsync.jobs.CrossValidate}.
 */
@NullMarked
package io.foldsync.jobs;

import org.jspecify.annotations.NullMarked;
