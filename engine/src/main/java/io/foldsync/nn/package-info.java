/**
 * Network recipes and their compilation to one device program. An {@link io.foldsync.nn.Architecture} names layers; the
 * compiler checks their shapes and writes one TorchScript program that trains a whole epoch in a single native call;
 * {@link io.foldsync.nn.Model} is that program with its live weights. Networks it cannot compile, a
 * {@link io.foldsync.nn.TorchScript} file or the block of a {@link io.foldsync.nn.BlockRecipe}, train step by step in a
 * {@code StepwiseModel}, with the same loss and update. The only importer of {@code ai.djl.pytorch.jni};
 * imports {@code data}, {@code metric}, {@code random} and {@code error} besides.
 *
 * <p>Reading order: {@code Mlp} and {@code Linear} (a recipe), {@code Emitter} (what a layer may ask for),
 * {@code ProgramCompiler} and {@code TrainingText} (recipe to text), {@code NativeProgram} and {@code CompiledModel} (text to
 * numbers). Everything up to the text is pure and needs no natives.
 */
@NullMarked
package io.foldsync.nn;

import org.jspecify.annotations.NullMarked;
