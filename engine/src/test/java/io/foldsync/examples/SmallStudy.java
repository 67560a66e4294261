package io.foldsync.examples;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.fold.Split;
import io.foldsync.history.History;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.LayerList;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.nn.Network;
import io.foldsync.nn.Optimizer;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.TrainStep;
import io.foldsync.policy.ConstantLr;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.random.Seed;
import io.foldsync.train.DeviceShare;
import io.foldsync.train.EpochLoop;
import io.foldsync.train.FoldGroup;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldSession;
import io.foldsync.train.FoldWork;
import io.foldsync.train.LocalFoldGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Three folds of 120 rows in three classes, and a fourth part held out: what the examples train on. */
final class SmallStudy implements AutoCloseable {
    static final int FOLDS = 3;
    static final double LR = 0.05;

    final DatasetCard card;
    final DeviceTable table;
    final FoldRecipe recipe;

    private SmallStudy(DatasetCard card, DeviceTable table, FoldRecipe recipe) {
        this.card = card;
        this.table = table;
        this.recipe = recipe;
    }

    /** Rows of four positions with three features each, and a network for them. */
    static SmallStudy of(Path folder, Network network, Optimizer optimizer) throws IOException {
        Natives.start();
        DatasetCard card = TestTables.classes(120, 12, 3, FOLDS + 1)
                .withShape(network instanceof LayerList ? new Integer[] {4, 3} : new Integer[] {12})
                .write(folder);
        FoldRecipe recipe = new FoldRecipe(
                new ModelRecipe(network, Loss.CROSS_ENTROPY, optimizer, 16),
                Split.kFold(FOLDS, false, true),
                Scaling.STANDARD,
                Metrics.forClasses(),
                Seed.root(3));
        return new SmallStudy(card, DeviceTable.load(folder, card, "cpu"), recipe);
    }

    static SmallStudy of(Path folder) throws IOException {
        return of(folder, new Mlp(List.of(8), 0), Sgd.of(LR));
    }

    FoldSession open(int fold, TrainStep step) {
        return FoldSession.open(fold, recipe.with(FoldWork.plain().withStep(step)), table);
    }

    /** What {@code work} makes of a group of all folds, which is closed then. */
    <T> T withFolds(TrainStep step, Function<FoldGroup, T> work) {
        List<FoldSession> sessions =
                IntStream.range(0, FOLDS).mapToObj(fold -> open(fold, step)).toList();
        try (FoldGroup folds = new LocalFoldGroup(FOLDS, DeviceShare.ofThreads(1), sessions::get, timing -> {})) {
            return work.apply(folds);
        } finally {
            sessions.forEach(FoldSession::close);
        }
    }

    History fit(TrainStep step, int epochs) {
        return withFolds(step, folds -> new EpochLoop(folds, new ConstantLr(LR), new MaxEpochs(epochs), round -> {})
                .run()
                .progress());
    }

    @Override
    public void close() {
        table.close();
    }
}
