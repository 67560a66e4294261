package io.foldsync.spark;

import io.foldsync.fold.Role;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.loop.Finished;
import io.foldsync.report.FoldRows;
import io.foldsync.report.RunRecord;
import io.foldsync.spark.data.ShardedData;
import io.foldsync.stats.MeasureResult;
import io.foldsync.train.Aggregation;
import io.foldsync.train.FoldRecipe;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
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

    CrossValidationResult bringIn(Finished<History> finished, List<FoldTiming> timings) {
        History history = finished.progress();
        SparkContext context = spark.sparkContext();
        SharedRecipe shared = folds.recipe();
        List<HarvestTask> tasks = folds.harvest(history.orders(), this::modelFile);

        context.setJobDescription("networks and held-out rows of all folds");
        List<TreeMap<String, Double>> test = PlacedTasks.<HarvestTask, TaskOutcome<TreeMap<String, Double>>>run(
                        context, tasks, folds.places(), task -> TaskOutcome.of(() -> task.run(shared.value())))
                .stream()
                .map(TaskOutcome::orThrow)
                .toList();
        context.setJobDescription("out-of-fold predictions");
        JavaRDD<Row> rows = PlacedTasks.of(context, tasks, folds.places()).flatMap(packed -> {
            HarvestTask task = Parcel.open(packed);
            return OutOfFold.rows(task.fold(), task.session(shared.value()));
        });
        StructType schema = OutOfFold.schema(data.card().target());
        Dataset<Row> predictions = output.kept()
                ? PredictionFiles.write(spark, rows, schema, output)
                : PredictionFiles.hold(spark, rows, schema);
        context.setJobDescription(null);
        if (output.kept()) {
            output.publish(output.staging(MODELS), MODELS);
        }
        List<MeasureResult> measures = Aggregation.of(history.last(), recipe.metrics(), data.split(), data.card());
        List<MeasureResult> held = Aggregation.ofValues(test);
        RunRecord record = record(finished, measures, held, predictions);
        if (output.kept()) {
            new ResultFiles(output).write(record, timings, wanted.configuration);
            output.succeed();
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

    private RunRecord record(
            Finished<History> finished,
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
                RunWords.facts(wanted, data, spark.sparkContext()));
    }

    private @org.jspecify.annotations.Nullable String modelFile(int fold) {
        return output.kept() ? new Path(output.staging(MODELS), "fold-" + fold + ".safetensors").toString() : null;
    }
}
