package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An executor that dies with its task, as one that the system has killed for memory. */
@Tag("cluster")
@Timeout(240) // what is shown here is that nothing waits for an hour
class LostExecutorTest {
    private static final String TWO_EXECUTORS = "local-cluster[2,1,1024]";
    private static final int KILLED = 137;

    @Test
    void theFoldOfALostExecutorGoesOnElsewhere(@TempDir Path folder) throws Exception {
        String sign = folder.resolve("lost").toString();
        Masters.on(TWO_EXECUTORS, spark -> {
            SeatedFolds seated = seated(spark.sparkContext());
            List<Place> living = seated.places();
            aTaskThatAsksForAnExecutorThatIsGoneRunsOnAnother(spark.sparkContext(), living);
            Place home = living.get(1);
            assertThat(seated.run("a job", folds -> folds.get(0), fold -> done(fold, 1, sign)))
                    .containsExactlyInAnyOrder(0, 1);
            assertThat(Path.of(sign)).exists();
            assertThat(seated.places().get(1)).isNotEqualTo(home);
            return seated;
        });
    }

    /** A loss of which the driver has not heard when the next epoch begins. */
    private static void aTaskThatAsksForAnExecutorThatIsGoneRunsOnAnother(SparkContext context, List<Place> living) {
        Place gone = new Place(living.get(1).host(), "99");
        assertThat(PlacedTasks.run(context, List.of(0, 1), List.of(living.get(0), gone), fold -> fold))
                .containsExactly(0, 1);
    }

    @Test
    void aFoldWhoseExecutorsAreLostTooOftenEndsTheRunWithItsOwnExitCode(@TempDir Path folder) throws Exception {
        System.setProperty("spark.task.maxFailures", "1");
        try {
            String sign = folder.resolve("lost").toString();
            Masters.on(TWO_EXECUTORS, spark -> {
                SeatedFolds seated = seated(spark.sparkContext());
                assertThatThrownBy(() -> seated.run("epoch 3", folds -> folds.get(0), fold -> done(fold, 1, sign)))
                        .isInstanceOfSatisfying(FoldSyncException.class, stop -> assertThat(stop.exitCode())
                                .isEqualTo(ExitCode.TRAINING))
                        .hasMessageContaining("epoch 3: Spark gave up");
                return seated;
            });
        } finally {
            System.clearProperty("spark.task.maxFailures");
        }
    }

    /** Two folds on two executors; waits for both before every job. */
    private static SeatedFolds seated(SparkContext context) {
        ExecutorSlots slots = new ExecutorSlots(context);
        return new SeatedFolds(context, Placement.teams(2, 0), () -> {
            Map<Place, Integer> living = slots.await(Duration.ofMinutes(1));
            while (living.size() < 2) {
                living = slots.await(Duration.ofMinutes(1));
            }
            return living;
        });
    }

    /** The fold; {@code victim} takes its executor down the first time it is tried. */
    private static TaskOutcome<Integer> done(int fold, int victim, String sign) {
        if (fold == victim && !Files.exists(Path.of(sign))) {
            try {
                Thread.sleep(500); // until both tasks run
                Files.createFile(Path.of(sign));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Runtime.getRuntime().halt(KILLED);
        }
        return TaskOutcome.of(() -> fold);
    }
}
