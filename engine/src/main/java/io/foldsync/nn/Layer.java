package io.foldsync.nn;

import java.io.Serializable;

/** One layer of a recipe. */
public interface Layer extends Serializable {}
