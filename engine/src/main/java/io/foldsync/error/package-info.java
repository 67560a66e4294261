/**
 * What goes wrong, said so that a person can act on it: {@link io.foldsync.error.Fault} (where, found, expected, what
 * to do), the {@link io.foldsync.error.FoldSyncException} that carries one or many, and the process
 * {@link io.foldsync.error.ExitCode}s. Imports the JDK only.
 */
@NullMarked
package io.foldsync.error;

import org.jspecify.annotations.NullMarked;
