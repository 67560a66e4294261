package io.foldsync.spark;

import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;

/**
 * Brings what folds have made into fold order, whichever tasks made it: partition i holds fold i's, in the order of their
 * keys.
 */
final class FoldOrder extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int folds;

    private FoldOrder(int folds) {
        this.folds = folds;
    }

    /** The key of a fold's {@code index}-th row, counted from 0. */
    static long key(int fold, int index) {
        return (long) fold << Integer.SIZE | index;
    }

    static <R> JavaRDD<R> of(JavaPairRDD<Long, R> made, int folds) {
        return made.repartitionAndSortWithinPartitions(new FoldOrder(folds)).values();
    }

    @Override
    public int numPartitions() {
        return folds;
    }

    @Override
    public int getPartition(Object key) {
        return (int) ((Long) key >>> Integer.SIZE);
    }
}
