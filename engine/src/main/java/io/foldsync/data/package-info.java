/**
 * Rows, stored once: packed part shards on a file system, one resident table a device, and the fold-local normalisation
 * that cannot leak. Imports {@code fold}, {@code error}, the JDK, and {@code ai.djl} for device tables only. Start with
 * {@link io.foldsync.data.DatasetCard}.
 */
@NullMarked
package io.foldsync.data;

import org.jspecify.annotations.NullMarked;
