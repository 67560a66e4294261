/**
 * Who trains on what. A split is one integer column, the row's part, plus a small matrix of
 * {@link io.foldsync.fold.Role}s: what each part is to each fold. k-fold, a held-out test set, a given fold column, time
 * series, purging and nesting are only other matrices or other part columns. Imports the JDK only.
 *
 * <p>Start with {@link io.foldsync.fold.Splitter}, then {@link io.foldsync.fold.Split}.
 */
@NullMarked
package io.foldsync.fold;

import org.jspecify.annotations.NullMarked;
