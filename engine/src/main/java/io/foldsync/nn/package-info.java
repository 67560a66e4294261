/**
 * Network recipes and their compilation to one device program. An {@link io.foldsync.nn.Architecture} names layers; the
 * compiler checks their shapes and writes one TorchScript program that trains a whole epoch in a single native call;
 * {@link io.foldsync.nn.Model} is that program with its live weights. The only importer of {@code ai.djl.pytorch.jni}.
 */
@NullMarked
package io.foldsync.nn;

import org.jspecify.annotations.NullMarked;
