package io.foldsync.spark;

import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.History;
import io.foldsync.history.LrShape;
import io.foldsync.loop.Finished;
import io.foldsync.policy.LrSchedule;
import io.foldsync.policy.MaxEpochs;
import io.foldsync.policy.NotFinite;
import io.foldsync.policy.StopRules;
import io.foldsync.policy.Terms;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.EpochLoop;
import io.foldsync.train.FoldRecipe;
import io.foldsync.train.FoldWork;
import io.foldsync.train.Training;
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
        try (Folds alone = Folds.open(
                context, run(context), wanted.executorWait, List.of(), FoldNews.of(timing -> {}, recovery -> {}))) {
            EpochLoop loop = new EpochLoop(
                    alone.group(),
                    new GivenRates(crossValidation.orders()),
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

    /** The learning rates of orders that were given before. */
    private record GivenRates(List<EpochOrder> orders) implements LrSchedule {
        @Override
        public double lr(int epoch, History history) {
            return orders.get(epoch).lr();
        }

        @Override
        public LrShape shape(int epoch, History history) {
            return orders.get(epoch).shape();
        }
    }

    /**
     * The epochs after which what chooses the best epoch was best, or what early stopping watches, as it counts improvements;
     * without both, all.
     */
    int epochs(History history) {
        Training training = wanted.training;
        Terms terms = training.terms(data.card().target(), data.split());
        return training.restored(terms)
                .flatMap(monitor -> monitor.best(history))
                .or(() -> training.course().stops().stream()
                        .filter(EarlyStopping.class::isInstance)
                        .map(stop -> ((EarlyStopping) stop).under(terms))
                        .findFirst()
                        .flatMap(patience -> patience.monitor().best(history, patience.minDelta())))
                .map(best -> best.epoch() + 1)
                .orElse(history.epochs());
    }

    private RunRecipe run(SparkContext context) {
        Split all = data.split().refit();
        FoldRecipe one = new FoldRecipe(
                recipe.model(),
                all,
                recipe.scaling(),
                List.of(), // nothing to measure: no row is left out
                recipe.seed().child(ModelCard.REFIT),
                recipe.limits(),
                FoldWork.plain().withStep(recipe.work().step()));
        ShardedData rows = new ShardedData(
                data.directory(), data.card(), all, data.splitFingerprint(), data.splitter(), data.duplicates());
        Configuration hadoop = context.hadoopConfiguration();
        return new RunRecipe(
                runId + "-refit",
                one,
                rows,
                wanted.device,
                new SerializableConfiguration(hadoop),
                CheckpointPlace.NONE);
    }
}
