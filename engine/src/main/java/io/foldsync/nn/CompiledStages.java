package io.foldsync.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.foldsync.random.Seed;
import java.nio.LongBuffer;
import java.util.List;

/** The parts of the step of a compiled network. */
final class CompiledStages extends Stages {
    private final CompiledModel model;
    private final Staging staging = new Staging();
    private final boolean ownBackward;

    private CompiledStages(CompiledModel model, String text) {
        super(model.manager(), text, model.arrays(), model.rows(), model.recipe());
        this.model = model;
        this.ownBackward = text.contains(" backward_pass(");
    }

    static CompiledStages of(CompiledModel model) {
        return new CompiledStages(model, ProgramCompiler.stages(model.recipe(), model.feed()));
    }

    @Override
    int fewestRows() {
        return model.program().fewestRows();
    }

    @Override
    int wordsARow() {
        return model.wordsARow();
    }

    @Override
    NDList forward(TrainingPass pass, int step, NDArray batch, NDArray tally) {
        NDList arguments = new NDList(batch);
        // The words' memory is used again for the next batch; by then nothing asks for them any more.
        NDManager owner = batch.getManager();
        arguments.add(staging.longs(owner, words(batch.size()), into -> pass.words(step, step + 1, into)));
        arguments.addAll(List.of(model.thresholds(), model.gains(), table.features(), model.shift(), model.scale()));
        arguments.addAll(List.of(table.targets(), table.weights(), tally));
        arguments.addAll(arrays.network());
        return code.results("forward_pass", true, arguments);
    }

    @Override
    NDList backward(NDArray batch, NDList forward) {
        if (!ownBackward) {
            return gradients(forward.head());
        }
        NDList arguments = new NDList(batch);
        arguments.addAll(named("saved[]", forward));
        arguments.addAll(arrays.network());
        return code.results("backward_pass", true, arguments);
    }

    @Override
    NDArray features(NDArray batch) {
        return code.call("batch", true, new NDList(batch, table.features(), model.shift(), model.scale()));
    }

    @Override
    NDArray outputs(NDArray x, Seed seed) {
        long b = x.getShape().get(0);
        LongBuffer words = LongBuffer.allocate(Math.toIntExact(words(b).size()));
        seed.stream().fill(words, words.remaining());
        NDList arguments = new NDList(x, x.getManager().create(words.array(), words(b)));
        arguments.addAll(List.of(model.thresholds(), model.gains()));
        arguments.addAll(arrays.network());
        return code.results("outputs", true, arguments).singletonOrThrow();
    }

    private Shape words(long rows) {
        return new Shape(rows, wordsARow());
    }
}
