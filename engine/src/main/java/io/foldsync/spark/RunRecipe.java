package io.foldsync.spark;

import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.FoldRecipe;
import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What an executor needs to take part in a run: broadcast once, a few kilobytes.
 *
 * @param runId names the run among all that share an executor; unique
 * @param hadoop how to reach the file system the shards are on
 */
record RunRecipe(String runId, FoldRecipe fold, ShardedData data, DeviceUse device, SerializableConfiguration hadoop)
        implements Serializable {}
