package io.foldsync.train;

import java.io.Serializable;
import java.util.Set;

/**
 * The recipe of what watches folds where they train; an extension point. Small and serializable: it travels to executors,
 * where it makes one {@link FoldWatcher} a fold.
 *
 * <p>A user's own callback is a class with a public constructor without arguments, or one that takes a
 * {@code Map<String, String>} of the configuration's options.
 */
public non-sealed interface FoldCallback extends Callback, Serializable {

    /**
     * The moments it is called at. Where nobody asks for one within training batches, many steps are one native call;
     * otherwise every step is taken in parts, which gives the same numbers and takes longer.
     */
    Set<FoldHook> hooks();

    /**
     * Makes the watcher of a fold, where and when the fold comes to a device: again, where it leaves for want of memory and
     * comes back, or is lost and had again. What must outlive that does not belong into a watcher.
     */
    FoldWatcher watch(int fold);
}
