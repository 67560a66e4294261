/**
 * Rows, stored once: packed part shards on a file system, one resident table a device, and the fold-local normalisation
 * that cannot leak. Start with {@link io.foldsync.data.DatasetCard}, then follow a row: {@link
 * io.foldsync.data.ShardWriter} writes it, {@link io.foldsync.data.Shard} maps it, {@link io.foldsync.data.DeviceTable}
 * holds it on a device, {@link io.foldsync.data.Scaling} learns from it. Files are {@link io.foldsync.data.Safetensors}.
 * Imports {@code fold}, {@code error}, the JDK, Jackson for file headers, and {@code ai.djl} for device tables only.
 */
@NullMarked
package io.foldsync.data;

import org.jspecify.annotations.NullMarked;
