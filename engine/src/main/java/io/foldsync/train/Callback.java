package io.foldsync.train;

/** Who watches a run: on the driver, where folds train, or, as a class of both kinds, in both places. */
public sealed interface Callback permits RunCallback, FoldCallback {}
