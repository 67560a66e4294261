package io.foldsync.spark;

import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.loop.Finished;
import io.foldsync.policy.Best;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.Monitor;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.StopRules;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.EpochLoop;
import io.foldsync.train.FoldRecipe;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one more network on all rows that no test part holds back: as a fold that stands alone, in epochs with the learning
 * rates that cross-validation had, on executors as any fold.
 *
 * @param runId of the cross-validation
 * @param recipe of its folds
 */
record Refit(CrossValidation wanted, String runId, ShardedData data, FoldRecipe recipe) {
    private static final Logger LOG = LoggerFactory.getLogger(Refit.class);

    /** Trains it and writes it to {@code models}; the folds must have been let go of, so that there is room. */
    ModelCard.Member train(History crossValidation, String models) {
        int epochs = epochs(crossValidation);
        LOG.info("refit on all rows, {} epochs", epochs);
        SparkContext context = wanted.rows.sparkSession().sparkContext();
        try (Folds alone = Folds.open(context, run(context), wanted.executorWait, timing -> {})) {
            List<EpochOrder> orders = crossValidation.orders();
            EpochLoop loop = new EpochLoop(
                    alone.group(),
                    (epoch, history) -> orders.get(epoch).lr(),
                    StopRules.of(new NotFinite(), new MaxEpochs(epochs)),
                    round -> {});
            Finished<History> finished = loop.run();
            CrossValidationRun.requireFinite("refit", finished.reason());
            List<EpochOrder> past = finished.progress().orders();
            context.setJobDescription("the network trained on all rows");
            SharedRecipe shared = alone.recipe();
            alone.seated()
                    .<RefitTask, String>run(
                            "after the refit", one -> new RefitTask(past, models), task -> task.run(shared.value()));
            context.setJobDescription(null);
        }
        return new ModelCard.Member(ModelCard.REFIT, epochs);
    }

    /** The epochs after which the mean that early stopping watches was best, as it counts improvements; without it, all. */
    int epochs(History history) {
        return wanted.training
                .earlyStopping()
                .flatMap(early -> Monitor.of(early.monitor(), recipe.metrics()).best(history, early.minDelta()))
                .map(Best::epoch)
                .map(epoch -> epoch + 1)
                .orElse(history.epochs());
    }

    private RunRecipe run(SparkContext context) {
        Split all = data.split().refit();
        FoldRecipe one = new FoldRecipe(
                recipe.model(),
                all,
                recipe.scaling(),
                List.of(), // nothing to measure: no row is left out
                recipe.seed().child(ModelCard.REFIT));
        ShardedData rows = new ShardedData(
                data.directory(), data.card(), all, data.splitFingerprint(), data.splitter(), data.duplicates());
        Configuration hadoop = context.hadoopConfiguration();
        return new RunRecipe(runId + "-refit", one, rows, wanted.device, new SerializableConfiguration(hadoop));
    }
}
