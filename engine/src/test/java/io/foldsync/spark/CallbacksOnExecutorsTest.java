package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.fold.StratifiedKFold;
import io.foldsync.nn.Batch;
import io.foldsync.nn.BatchView;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.TrainStep;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.FoldCallback;
import io.foldsync.train.FoldHook;
import io.foldsync.train.FoldMoment;
import io.foldsync.train.FoldWatcher;
import io.foldsync.train.LearningRateMonitor;
import io.foldsync.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks and steps travel to where folds train. */
@Tag("cluster")
class CallbacksOnExecutorsTest {

    /** Leaves a file for each fold and epoch, with the name of the executor in it. */
    private record Footprints(String folder) implements FoldCallback {
        @Override
        public Set<FoldHook> hooks() {
            return Set.of(FoldHook.ON_AFTER_BACKWARD);
        }

        @Override
        public FoldWatcher watch(int fold) {
            return new FoldWatcher() {
                @Override
                public void onAfterBackward(FoldMoment at, BatchView batch) {
                    if (batch.index() > 0) {
                        return;
                    }
                    try {
                        Path file = Path.of(folder, "fold-" + at.fold() + "-epoch-" + at.epoch());
                        Files.writeString(file, SparkEnv.get().executorId());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }
    }

    /** A step of one's own. */
    private record Halved() implements TrainStep {
        @Override
        public void train(Batch batch) {
            batch.forward();
            batch.backward();
            batch.step(batch.lr() / 2);
        }
    }

    @Test
    void executorsAreWatchedAndTakeStepsOfOnesOwn(@TempDir Path folder) throws Exception {
        LearningRateMonitor rates = new LearningRateMonitor();
        CrossValidationResult there = run("local-cluster[2,1,1024]", folder, rates);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSize(6); // three folds, two epochs
        for (Path file : files) {
            assertThat(Files.readString(file)).isIn("0", "1");
        }
        assertThat(rates.rates()).containsExactly(0.001, 0.001);
        assertThat(run("local[2]", folder, rates).history()).isEqualTo(there.history());
    }

    private static CrossValidationResult run(String master, Path folder, LearningRateMonitor rates) throws Exception {
        Training training = Training.of(new Mlp(List.of(8), 0.5)).withEpochs(2);
        return Masters.on(master, spark -> CrossValidation.of(Digits.rows(spark), TableSpec.defaults(), training)
                .splitter(StratifiedKFold.of(3))
                .callback(rates)
                .callback(new Footprints(folder.toString()))
                .step(new Halved())
                .run());
    }
}
