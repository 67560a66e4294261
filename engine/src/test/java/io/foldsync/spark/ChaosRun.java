package io.foldsync.spark;

import io.foldsync.data.Scaling;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.nn.Mlp;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunView;
import io.foldsync.spark.checkpoint.CheckpointPlan;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The run that is disturbed in every way, and as a program of its own to be killed as a whole. */
final class ChaosRun {
    static final int EPOCHS = 9;
    static final int FOLDS = 5;

    /** Not every epoch, so that there is something to do again. */
    static final int CHECKPOINT_EVERY = 2;

    private ChaosRun() {}

    /**
     * How often to disturb a run: {@code few} times in a build, and as often as {@code -Dfoldsync.chaos} says otherwise,
     * divided by what one time costs.
     */
    static int rounds(int few, int cost) {
        int asked = Integer.getInteger("foldsync.chaos", 0);
        return asked == 0 ? few : Math.max(1, asked / cost);
    }

    static CrossValidation of(SparkSession spark, Path output) {
        return CrossValidation.of(
                        Digits.rows(spark),
                        TableSpec.defaults(),
                        Training.of(new Mlp(List.of(64), 0.5))
                                .withEpochs(EPOCHS)
                                .withBatchRows(32)
                                .withScaling(Scaling.STANDARD))
                .splitter(StratifiedKFold.of(FOLDS))
                .seed(11)
                .checkpoints(CheckpointPlan.everyEpochs(CHECKPOINT_EVERY))
                .resume(Resume.AUTO)
                .output(output.toString());
    }

    /** Something that happens when an epoch is over. */
    static RunView after(IntConsumer epoch) {
        return new RunView() {
            @Override
            public void started(RunHeader header) {}

            @Override
            public void met(Round round, List<FoldTiming> timings) {
                epoch.accept(round.epoch());
            }

            @Override
            public void finished(History history, StopReason reason) {}
        };
    }

    /** How many epochs the drivers of an output have trained, those that were trained again counted again. */
    static int meetings(Path output) throws IOException {
        Path notes = notes(output);
        return Files.exists(notes) ? (int) Files.size(notes) : 0;
    }

    private static void note(Path output) {
        try {
            Files.write(notes(output), new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path notes(Path output) {
        return output.resolveSibling(output.getFileName() + ".met");
    }

    /** Arguments: the output directory. */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .config(LocalityWait.in(new SparkConf()))
                .master("local[2]")
                .appName("to be killed")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate()) {
            Path output = Path.of(args[0]);
            of(spark, output).view(after(epoch -> note(output))).run();
        }
    }
}
