package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are killed without a word at moments drawn from a seed change no byte, and cost few epochs. */
@Tag("slow")
@Tag("chaos")
@Timeout(3600)
class KilledExecutorsTest {
    private static final long SEED = Long.getLong("foldsync.chaos.seed", 1);

    private record Recovered(int epochs, int restored, int repeated) {}

    @Test
    void whoeverIsKilledWheneverTheRunLeavesTheSameBytes(@TempDir Path folder) throws Exception {
        List<Recovered> recoveries = new ArrayList<>();
        Masters.on("local-cluster[2,1,1024]", spark -> {
            Path calm = folder.resolve("calm");
            ChaosRun.of(spark, calm).run();
            Map<String, String> expected = RunFiles.equalOnes(calm);
            assertThat(calm.resolve("recoveries.csv")).doesNotExist();
            for (int round = 0; round < ChaosRun.rounds(5, 1); round++) {
                Path output = folder.resolve("disturbed-" + round);
                RandomStream draw = Seed.root(SEED).child("chaos").child(round).stream();
                disturbed(spark, output, draw);
                assertThat(RunFiles.equalOnes(output))
                        .as("round %d, seed %d", round, SEED)
                        .isEqualTo(expected);
                nothingIsLeft(spark.sparkContext(), output);
                recoveries.addAll(recoveries(output));
            }
            return expected;
        });
        assertThat(recoveries).as("folds that were lost").isNotEmpty().allSatisfy(one -> assertThat(one.repeated())
                .isBetween(1, ChaosRun.CHECKPOINT_EVERY));
        assertThat(recoveries).as("folds that a checkpoint saved").anySatisfy(one -> assertThat(one.restored())
                .isPositive());
    }

    /** Some time after a first and a second meeting an executor is killed: in an epoch, a checkpoint or the harvest. */
    private static void disturbed(SparkSession spark, Path output, RandomStream draw) {
        int first = 1 + draw.nextInt(ChaosRun.EPOCHS - 2);
        int second = first + 1 + draw.nextInt(ChaosRun.EPOCHS - first - 1);
        ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
        try {
            ChaosRun.of(spark, output)
                    .view(ChaosRun.after(epoch -> {
                        if (epoch == first || epoch == second) {
                            ScheduledFuture<?> later = killer.schedule(
                                    () -> Processes.killOne(draw), draw.nextInt(300), TimeUnit.MILLISECONDS);
                            assertThat(later.isCancelled()).isFalse();
                        }
                    }))
                    .run();
        } finally {
            killer.shutdownNow();
        }
    }

    private static void nothingIsLeft(SparkContext context, Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> (name.startsWith("_") && !name.equals("_SUCCESS")) || name.contains("attempt"));
        }
        List<Place> places = List.copyOf(
                new ExecutorSlots(context).await(Duration.ofMinutes(1)).keySet());
        assertThat(PlacedTasks.run(context, places, places, place -> ResidentRuns.count() + " " + runFolders()))
                .allMatch("0 0"::equals);
    }

    private static int runFolders() {
        String[] names =
                new java.io.File(SparkFiles.getRootDirectory()).list((in, name) -> name.startsWith("foldsync-"));
        return names == null ? 0 : names.length;
    }

    private static List<Recovered> recoveries(Path output) throws IOException {
        Path file = output.resolve("recoveries.csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(fields -> new Recovered(
                        Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                .toList();
    }
}
