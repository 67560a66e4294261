package io.foldsync.data;

import io.foldsync.error.FoldSyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds shards against the card of their dataset, before their numbers become indices in native code. */
final class ShardCheck {
    private ShardCheck() {}

    /**
     * The mapped shards of all parts.
     *
     * @throws FoldSyncException as {@link Shard#map}; {@code DATA_FORMAT} if a shard does not fit the card
     */
    static List<Shard> map(Path directory, DatasetCard card) {
        if (card.rows() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(card.rows() + " rows in one table");
        }
        List<Shard> shards = new ArrayList<>();
        for (int part = 0; part < card.partRows().size(); part++) {
            Shard shard = Shard.map(directory, part);
            List<Long> shape = new ArrayList<>(List.of(card.partRows().get(part)));
            card.shape().forEach(size -> shape.add(size.longValue()));
            TensorSpan features = shard.features();
            Dtype dtype = Shard.dtype(card.type());
            if (features.dtype() != dtype || !features.shape().equals(shape)) {
                throw shard.fault("features " + features.dtype() + features.shape(), dtype.name() + shape);
            }
            requireTargets(shard, card.target());
            shards.add(shard);
        }
        return List.copyOf(shards);
    }

    private static void requireTargets(Shard shard, Target target) {
        TensorSpan expected = GrowingColumn.of(target).span();
        List<Long> shape = new ArrayList<>(expected.shape());
        shape.set(0, (long) shard.rows());
        TensorSpan found = shard.targetSpan();
        if (found.dtype() != expected.dtype() || !found.shape().equals(shape)) {
            throw shard.fault(
                    "targets " + found.dtype() + found.shape(), expected.dtype().name() + shape);
        }
        for (int row = 0; row < shard.rows(); row++) {
            for (int value = 0; value < target.values(); value++) {
                float stored = shard.target(row, value);
                if (!target.admits(stored)) {
                    throw shard.fault("row \"" + shard.key(row) + "\" has target " + stored, target.expectation());
                }
            }
        }
    }
}
