package io.foldsync.nn;

import io.foldsync.data.FeatureType;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;

/**
 * Turns a recipe into a {@link Program}: shapes checked layer by layer, then text. Pure: it needs no natives, and the same
 * recipe and feed give the same text.
 *
 * <p>A program of width w trains w models at once: arrays have a leading {@code w}, linear layers become batched
 * products, and convolutions have w groups; see {@link Emitter}. It computes what w programs of width 1 compute, to
 * rounding.
 */
final class ProgramCompiler {
    static final String HEAD =
            """
            class Program(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
            """;

    /** What a core may keep beside weights and signals: half of a small L2 cache. */
    private static final long CACHED_BYTES = 1 << 19;

    private final ModelRecipe recipe;
    private final Feed feed;
    private final int width;

    private ProgramCompiler(ModelRecipe recipe, Feed feed, int width) {
        this.recipe = recipe;
        this.feed = feed;
        this.width = width;
    }

    /** @throws FoldSyncException if the recipe does not fit the rows, or its layers not each other */
    static Program compile(ModelRecipe recipe, Feed feed) {
        return new ProgramCompiler(recipe, feed, 1).compile();
    }

    /**
     * A program of {@code train} alone for models that {@link #compile} to the same text.
     *
     * @param width w, at least 2
     * @throws FoldSyncException as {@link #compile}
     */
    static Program stacked(ModelRecipe recipe, Feed feed, int width) {
        return new ProgramCompiler(recipe, feed, width).stacked();
    }

    /**
     * What evaluates the network alone, to be kept with its weights.
     *
     * @throws FoldSyncException as {@link #compile}
     */
    static SavedNetwork.Compiled saved(ModelRecipe recipe, Feed feed) {
        ProgramCompiler compiler = new ProgramCompiler(recipe, feed, 1);
        Sheet evaluation = compiler.sheet(false);
        Signal scored = compiler.network(evaluation);
        List<ArraySpec> arrays = evaluation.arrays();
        return new SavedNetwork.Compiled(
                recipe.architecture().describe(),
                EvaluationText.of(feed, evaluation, scored, arrays),
                arrays.stream().map(SavedArray::of).toList());
    }

    /**
     * The training text of the network alone, for those who want to know what is in it.
     *
     * @throws FoldSyncException as {@link #compile}
     */
    static Sheet outline(ModelRecipe recipe, Feed feed) {
        ProgramCompiler compiler = new ProgramCompiler(recipe, feed, 1);
        Sheet sheet = compiler.sheet(true);
        compiler.network(sheet);
        return sheet;
    }

    /**
     * The text of a program whose training step comes in parts; see {@link StagesText}.
     *
     * @throws FoldSyncException as {@link #compile}
     */
    static String stages(ModelRecipe recipe, Feed feed) {
        Loss.requireFits(recipe.loss(), feed.target());
        ProgramCompiler compiler = new ProgramCompiler(recipe, feed, 1);
        Sheet network = compiler.sheet(true);
        Signal last = compiler.network(network);
        Sheet within = compiler.sheet(true);
        Signal outputs = Emitter.root(within)
                .chain(recipe.compiled().layers(feed.shape(), within.outputs), new Signal("x", feed.shape()));
        return StagesText.compiled(recipe, feed, network, last, within, outputs, compiler.arrays(network));
    }

    /**
     * Writes how a batch becomes what a network takes, where the network is not compiled.
     *
     * @throws FoldSyncException if the loss does not fit the rows
     */
    static Signal batch(ModelRecipe recipe, Feed feed, Sheet sheet) {
        Loss.requireFits(recipe.loss(), feed.target());
        ModelRecipe plain = recipe.withAugmentation(Augmentation.NONE);
        return new ProgramCompiler(plain, feed, 1).gather(sheet, Emitter.root(sheet), false);
    }

    private Program stacked() {
        Loss.requireFits(recipe.loss(), feed.target());
        Sheet training = sheet(true);
        Signal last = network(training);
        List<ArraySpec> arrays = arrays(training);
        return program(StackedText.of(recipe, feed, training, last, arrays), training, arrays);
    }

    private Program compile() {
        Loss.requireFits(recipe.loss(), feed.target());
        Sheet training = sheet(true);
        Sheet evaluation = sheet(false);
        Signal last = network(training);
        Signal scored = network(evaluation);
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
        List<ArraySpec> arrays = arrays(training);
        String text = TrainingText.of(recipe, feed, training, last, arrays)
                + EvaluationText.of(feed, evaluation, scored, Signature.evaluated(arrays));
        return program(text, training, arrays);
    }

    private Program program(String methods, Sheet training, List<ArraySpec> arrays) {
        String text = HEAD + methods + "  def forward(self: __torch__.Program, x: Tensor) -> Tensor:\n    return x\n";
        return new Program(
                text,
                arrays,
                training.dropouts(),
                AugmentationText.words(recipe.augmentation()),
                training.numbersARow(),
                training.outputs,
                training.fewestRows);
    }

    private List<ArraySpec> arrays(Sheet training) {
        return StepText.of(recipe, training.parameters()).arrays(training.arrays());
    }

    private Sheet sheet(boolean training) {
        return new Sheet(
                training,
                width,
                feed.target().outputs(),
                feed.device(),
                recipe.steps().precision());
    }

    private Signal network(Sheet sheet) {
        Emitter root = Emitter.root(sheet);
        Signal x = gather(sheet, root, sheet.training && width == 1 && fewNumbers());
        Signal last = root.chain(recipe.compiled().layers(feed.shape(), sheet.outputs), x);
        if (!last.shape().equals(List.of(sheet.outputs))) {
            throw root.fault(
                    "the last layer leaves shape " + last.shape(),
                    "[" + sheet.outputs + "], as many as the data ask for",
                    "End with Flatten and a Linear layer of Linear.OUTPUTS.");
        }
        if (sheet.parameters().isEmpty()) {
            throw root.fault("a network without parameters", "something to learn", "Add a Linear layer.");
        }
        return last;
    }

    /** Whether the features of all rows of a call stay in a core's cache, as they are, until their batch comes. */
    private boolean fewNumbers() {
        if (!recipe.augmentation().none()) {
            return false;
        }
        long rows =
                (long) recipe.batchRows() * TrainingPass.runOf(recipe.steps().batches());
        return rows * Float.BYTES * feed.shape().stream().reduce(1, Math::multiplyExact) <= CACHED_BYTES;
    }

    /**
     * The batch's features from the table, as numbers, changed by chance in training, normalised, in their shape.
     *
     * @param together whether those of all batches are gathered before the first, which saves three operations a batch
     */
    private Signal gather(Sheet sheet, Emitter to, boolean together) {
        List<Integer> flat = List.of(feed.shape().stream().reduce(1, Math::multiplyExact));
        Signal x;
        if (together) {
            sheet.onceLines.add("all_features = " + numbers("torch.index_select(features, 0, rows)"));
            if (feed.normalized()) {
                sheet.onceLines.add("torch.mul_(torch.sub_(all_features, shift), scale)");
            }
            x = to.constant(flat, "torch.slice(all_features, 0, start, end)");
        } else {
            x = to.constant(flat, numbers("torch.index_select(features, 0, batch)"));
            x = AugmentationText.of(recipe.augmentation(), feed, to, x);
            if (width > 1) {
                x = to.constant(flat, "torch.view(" + x + ", " + to.batch(flat) + ")");
            }
            if (feed.normalized()) {
                x = to.constant(flat, "torch.mul_(torch.sub_(" + x + ", shift), scale)");
            }
        }
        if (feed.shape().size() == 1) {
            return x;
        }
        return to.constant(
                feed.shape(),
                width == 1
                        ? "torch.view(" + x + ", " + to.batch(feed.shape()) + ")"
                        : to.stacked(feed.shape(), x.variable()));
    }

    private String numbers(String features) {
        return feed.type() == FeatureType.FLOAT32 ? features : "torch.to(" + features + ", 6)";
    }
}
