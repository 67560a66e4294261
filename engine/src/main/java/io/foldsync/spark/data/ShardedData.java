package io.foldsync.spark.data;

import io.foldsync.data.DatasetCard;
import io.foldsync.fold.Split;
import java.io.Serializable;

/**
 * A dataset as it lies in shards, dealt to parts and frozen: all that executors must know to open it.
 *
 * @param directory the Hadoop path of the shard files, with its scheme
 * @param splitFingerprint 32 hex digits over every row's key and part, independent of row order and partitioning
 * @param splitter the splitter in words
 * @param duplicates rows that equal an earlier one in features, label and weight, and may sit on both sides of a fold; 0
 *     where the user's id names rows, as then nobody counts
 */
public record ShardedData(
        String directory, DatasetCard card, Split split, String splitFingerprint, String splitter, long duplicates)
        implements Serializable {}
