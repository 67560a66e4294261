package io.foldsync.nn;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a recipe into a {@link Program}. Pure: it needs no natives, and the same recipe and feed give the same text.
 *
 * <p>Programs are of width 1 today: one model each. For w models of one shape in one program, the places to change are
 * {@link Emitter#parameter} and its kin (arrays get a leading {@code w}), {@link Signal} (flat signals become
 * {@code [w, b, d]}, images {@code [b, w c, h, w']}), the layers that own arrays ({@code linear} becomes
 * {@code baddbmm}, {@code conv2d} gets {@code groups = w}), and the losses, which keep the leading {@code w} and sum over
 * it before {@code torch.grad}. Layers without arrays stay as they are.
 */
final class ProgramCompiler {
    private static final String HEAD =
            """
            class Program(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
            """;

    private final ModelRecipe recipe;
    private final Feed feed;

    private ProgramCompiler(ModelRecipe recipe, Feed feed) {
        this.recipe = recipe;
        this.feed = feed;
    }

    /** @throws FoldSyncException if the recipe does not fit the rows, or its layers not each other */
    static Program compile(ModelRecipe recipe, Feed feed) {
        return new ProgramCompiler(recipe, feed).compile();
    }

    private Program compile() {
        requireLossFitsTarget();
        Sheet training = network(true);
        Sheet evaluation = network(false);
        if (!training.arrays().equals(evaluation.arrays())) {
            throw new IllegalStateException("a layer asks for other arrays in evaluation than in training");
        }
        if (recipe.batchRows() < training.fewestRows) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    recipe.architecture().describe(),
                    "batches of " + recipe.batchRows() + " row",
                    "at least " + training.fewestRows + " rows a batch for batch norm",
                    "Choose larger batches.");
        }
        List<ArraySpec> arrays = new ArrayList<>(training.arrays());
        arrays.addAll(Update.state(recipe.optimizer(), training.parameters()));
        String text = HEAD
                + TrainingText.of(recipe, feed, training, arrays)
                + EvaluationText.of(feed, evaluation)
                + "  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n";
        return new Program(text, arrays, feed.target().outputs(), training.fewestRows);
    }

    private Sheet network(boolean training) {
        int outputs = feed.target().outputs();
        Sheet sheet = new Sheet(training, outputs, feed.device());
        Emitter root = Emitter.root(sheet);
        Signal x = gather(root);
        Signal last = root.chain(recipe.architecture().layers(feed.shape(), outputs), x);
        if (!last.shape().equals(List.of(outputs))) {
            throw root.fault(
                    "the last layer leaves shape " + last.shape(),
                    "[" + outputs + "], as many as the data ask for",
                    "End with Flatten and a Linear layer of Linear.OUTPUTS.");
        }
        if (sheet.parameters().isEmpty()) {
            throw root.fault("a network without parameters", "something to learn", "Add a Linear layer.");
        }
        root.line("h = " + last);
        return sheet;
    }

    /** The batch's features from the table, as numbers, normalised, in their shape. */
    private Signal gather(Emitter to) {
        List<Integer> flat = List.of(feed.shape().stream().reduce(1, Math::multiplyExact));
        Signal x = to.signal(flat, "torch.index_select(features, 0, batch)");
        if (feed.type() != FeatureType.FLOAT32) {
            x = to.signal(flat, "torch.to(" + x + ", 6)");
        }
        if (feed.normalized()) {
            x = to.signal(flat, "torch.mul_(torch.sub_(" + x + ", shift), scale)");
        }
        return feed.shape().size() == 1
                ? x
                : to.signal(feed.shape(), "torch.view(" + x + ", " + to.batch(feed.shape()) + ")");
    }

    private void requireLossFitsTarget() {
        boolean classes = feed.target() instanceof Target.Classes;
        if (classes != (recipe.loss() == Loss.CROSS_ENTROPY)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "loss",
                    recipe.loss().label() + " for " + (classes ? "classes" : "numbers"),
                    "cross_entropy for classes, mse for numbers",
                    "Change the loss, or say whether labels are classes or numbers.");
        }
    }
}
