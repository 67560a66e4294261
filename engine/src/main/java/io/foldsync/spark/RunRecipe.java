package io.foldsync.spark;

import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.FoldRecipe;
import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What an executor needs to take part in a run: broadcast once, a few kilobytes.
 *
 * @param runId names the run among all that share an executor; unique
 * @param hadoop how to reach the file systems of shards and checkpoints
 * @param checkpoints where folds that are lost are had from
 */
record RunRecipe(
        String runId,
        FoldRecipe fold,
        ShardedData data,
        DeviceUse device,
        SerializableConfiguration hadoop,
        CheckpointPlace checkpoints)
        implements Serializable {

    /** A run without checkpoints. */
    RunRecipe(String runId, FoldRecipe fold, ShardedData data, DeviceUse device, SerializableConfiguration hadoop) {
        this(runId, fold, data, device, hadoop, CheckpointPlace.NONE);
    }
}
