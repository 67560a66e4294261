package io.foldsync.data;

import java.io.Serializable;
import java.util.List;

/**
 * Everything about a sharded dataset that is not rows: small, and known to driver and executors alike.
 *
 * @param shape the shape of one row's features: {@code [d]}, or {@code [channels, height, width]}
 * @param weighted whether rows carry weights; otherwise every weight is 1
 * @param partRows rows in each part, by part
 * @param fingerprint a hash of all row keys, features, targets and weights, independent of row order, partitioning and
 *     split
 */
public record DatasetCard(
        List<Integer> shape, FeatureType type, Target target, boolean weighted, List<Long> partRows, String fingerprint)
        implements Serializable {

    public DatasetCard {
        shape = List.copyOf(shape);
        partRows = List.copyOf(partRows);
    }

    /** d, the features a row. */
    public int features() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** n, the rows of all parts. */
    public long rows() {
        return partRows.stream().mapToLong(Long::longValue).sum();
    }
}
