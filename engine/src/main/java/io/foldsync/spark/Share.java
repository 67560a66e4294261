package io.foldsync.spark;

import java.util.List;

/** The folds that one task takes in hand, and the executor that task asks for. */
record Share(List<Integer> folds, Place place) {
    Share {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("a share without folds on " + place);
        }
    }
}
