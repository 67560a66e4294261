/**
 * Loops whose progress is a value. A loop has only final fields; what has happened is the immutable {@code P} it hands
 * from step to step, so saving, resuming and testing need nothing special. Nesting is a constructor argument. Imports the
 * JDK only. Start with {@link io.foldsync.loop.Loop}.
 */
@NullMarked
package io.foldsync.loop;

import org.jspecify.annotations.NullMarked;
