package io.foldsync.train;

import io.foldsync.data.DatasetCard;
import io.foldsync.nn.NetworkSummary;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once, before the first epoch, what the network of every fold is made of: layers, shapes, parameters. */
public final class ModelSummary implements RunCallback {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSummary.class);
    private static final double MEBIBYTE = 1 << 20;

    private final int maxDepth;
    private final Consumer<String> out;

    /** @param maxDepth how deep to look into layers of layers, at least 1; deeper ones are counted where they are held */
    public ModelSummary(int maxDepth) {
        this(maxDepth, LOG::info);
    }

    ModelSummary(int maxDepth, Consumer<String> out) {
        if (maxDepth < 1) {
            throw new IllegalArgumentException("maxDepth " + maxDepth + " is below 1");
        }
        this.maxDepth = maxDepth;
        this.out = out;
    }

    @Override
    public void onTrainStart(FoldRecipe recipe, DatasetCard card) {
        NetworkSummary summary = NetworkSummary.of(recipe.model(), card);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, for rows of shape %s%n%-16s %-24s %-20s %12s",
                recipe.model().architecture().describe(),
                card.shape(),
                "name",
                "layer",
                "output",
                "parameters"));
        summary.layers().stream()
                .filter(layer -> layer.depth() <= maxDepth)
                .forEach(layer -> text.append(String.format(
                        Locale.ROOT,
                        "%n%-16s %-24s %-20s %,12d",
                        layer.name(),
                        layer.kind().isEmpty() ? "-" : layer.kind(),
                        layer.kind().isEmpty() ? "-" : layer.shape(),
                        layer.parameters())));
        text.append(String.format(
                Locale.ROOT,
                "%n%,d numbers are learned and %,d are kept beside; %.2f MiB a fold, %d folds",
                summary.parameters(),
                summary.buffers(),
                Float.BYTES * (summary.parameters() + summary.buffers()) / MEBIBYTE,
                recipe.split().folds()));
        out.accept(text.toString());
    }
}
