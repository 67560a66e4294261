/**
 * The seed tree. Every random draw of a run comes from {@code root -> … -> purpose}, so that it depends on what it is for
 * and never on thread, executor or order. Imports the JDK only. Start with {@link io.foldsync.random.Seed}.
 */
@NullMarked
package io.foldsync.random;

import org.jspecify.annotations.NullMarked;
