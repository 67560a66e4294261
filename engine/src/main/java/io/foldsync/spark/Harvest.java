package io.foldsync.spark;

import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.loop.Finished;
import io.foldsync.nn.SavedNetwork;
import io.foldsync.report.FoldRows;
import io.foldsync.report.Restored;
import io.foldsync.report.RunRecord;
import io.foldsync.spark.data.RowFeatures;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.stats.MeasureResult;
import io.foldsync.train.Aggregation;
import io.foldsync.train.FoldRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Brings in what the folds have grown, where they are: networks are written and predictions made on the executors the
 * sessions live on; only numbers come to the driver.
 */
final class Harvest {
    private static final String MODELS = "models";

    private final CrossValidation wanted;
    private final SparkSession spark;
    private final OutputDirectory output;
    private final Folds folds;
    private final ShardedData data;
    private final FoldRecipe recipe;

    Harvest(CrossValidation wanted, OutputDirectory output, Folds folds, ShardedData data, FoldRecipe recipe) {
        this.wanted = wanted;
        this.spark = wanted.rows.sparkSession();
        this.output = output;
        this.folds = folds;
        this.data = data;
        this.recipe = recipe;
    }

    /** @param restored the epoch to go back to; empty: the last */
    CrossValidationResult bringIn(Finished<History> finished, Optional<Restored> restored, List<FoldTiming> timings) {
        History history = finished.progress();
        History kept =
                history.first(restored.map(found -> found.best().epoch() + 1).orElse(history.epochs()));
        SparkContext context = spark.sparkContext();
        SharedRecipe shared = folds.recipe();
        List<EpochOrder> past = kept.orders();
        String models = output.kept() ? output.staging(MODELS).toString() : null;
        SeatedFolds seated = folds.seated();

        context.setJobDescription("networks and held-out rows of all folds");
        TreeMap<Integer, TreeMap<String, Double>> test = new TreeMap<>();
        seated.<HarvestTask, TreeMap<Integer, TreeMap<String, Double>>>run(
                        "after the last epoch",
                        some -> new HarvestTask(some, past, models),
                        task -> task.run(shared.value()))
                .forEach(test::putAll);
        context.setJobDescription("out-of-fold predictions");
        Dataset<Row> predictions = SeatedFolds.guarded("out-of-fold predictions", () -> {
            JavaPairRDD<Long, Row> made = seated.<HarvestTask>tasks(some -> new HarvestTask(some, past, models))
                    .flatMapToPair(packed -> Parcel.<HarvestTask>open(packed).predictions(shared.value()));
            JavaRDD<Row> rows = FoldOrder.of(made, data.split().folds());
            StructType schema = OutOfFold.schema(data.card().target());
            return output.kept()
                    ? PredictionFiles.write(spark, rows, schema, output)
                    : PredictionFiles.hold(spark, rows, schema);
        });
        context.setJobDescription(null);
        if (output.kept()) {
            publishModels(kept, history);
        }
        List<MeasureResult> measures = Aggregation.of(kept.last(), recipe.metrics(), data.split(), data.card());
        List<MeasureResult> held = Aggregation.ofValues(List.copyOf(test.values()));
        RunRecord record = record(finished, kept, restored, measures, held, predictions);
        if (output.kept()) {
            new ResultFiles(output).write(record, timings, wanted.configuration);
        }
        return new CrossValidationResult(
                data.card(),
                data.split(),
                data.splitFingerprint(),
                history,
                finished.reason(),
                measures,
                held,
                predictions,
                timings,
                record);
    }

    /** The networks, one more trained on all rows if that was wanted, and what says how to predict with them. */
    private void publishModels(History kept, History history) {
        List<ModelCard.Member> members = new ArrayList<>();
        for (int fold = 0; fold < data.split().folds(); fold++) {
            members.add(ModelCard.Member.fold(fold, kept.epochs()));
        }
        if (wanted.refit) {
            String runId = folds.recipe().value().runId();
            folds.close();
            members.add(new Refit(wanted, runId, data, recipe)
                    .train(history, output.staging(MODELS).toString()));
        }
        output.publish(output.staging(MODELS), MODELS);
        SavedNetwork network = SavedNetwork.of(recipe.model(), data.card());
        NetworkCard card = NetworkCard.of(network);
        card.file().ifPresent(file -> output.write(file, out -> out.write(NetworkCard.content(network))));
        List<String> features = RowFeatures.names(wanted.tableWithFolds(), wanted.rows.schema());
        output.write(
                ModelCard.FILE,
                out -> out.write(
                        ModelCard.of(card, features, data.card(), members).json()));
    }

    private RunRecord record(
            Finished<History> finished,
            History kept,
            Optional<Restored> restored,
            List<MeasureResult> measures,
            List<MeasureResult> held,
            Dataset<Row> predictions) {
        long[] train = Aggregation.rows(data.split(), data.card(), Role.TRAIN);
        long[] validate = Aggregation.rows(data.split(), data.card(), Role.VALIDATE);
        return new RunRecord(
                RunWords.header(wanted, data),
                finished.progress(),
                finished.reason(),
                Stream.concat(measures.stream(), held.stream()).toList(),
                IntStream.range(0, train.length)
                        .mapToObj(fold -> new FoldRows(train[fold], validate[fold]))
                        .toList(),
                ConfusionCounts.of(predictions, data.card().target()),
                LabelTable.of(kept.last(), data.card().target()),
                restored,
                RunWords.facts(wanted, data, spark.sparkContext()));
    }
}
