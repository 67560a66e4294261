package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An executor that comes in the middle of a run takes folds over, and one that goes gives them back; no byte changes. */
@Tag("slow")
@Timeout(240)
class GrowingClusterTest {
    private static final int COMES = 2;
    private static final int GOES = 5;

    @Test
    void foldsMoveToAnExecutorThatComesAndBackWhenItGoes(@TempDir Path folder) throws Exception {
        Masters.on("local-cluster[2,1,1024]", spark -> {
            Path calm = folder.resolve("calm");
            ChaosRun.of(spark, calm).run();
            SparkContext context = spark.sparkContext();
            leave(context, 1);
            Path output = folder.resolve("changing");
            ChaosRun.of(spark, output)
                    .view(ChaosRun.after(epoch -> {
                        if (epoch == COMES) {
                            context.requestExecutors(2); // the executors in all, as nobody asked for any before
                            waitFor(context, 2);
                        } else if (epoch == GOES) {
                            leave(context, 1);
                        }
                    }))
                    .run();
            assertThat(RunFiles.equalOnes(output)).isEqualTo(RunFiles.equalOnes(calm));
            assertThat(places(output, COMES)).hasSize(1);
            assertThat(places(output, COMES + 1)).hasSize(2);
            assertThat(places(output, GOES + 1)).hasSize(1);
            return output;
        });
    }

    /** Takes executors away, by agreement, until so many are left. */
    private static void leave(SparkContext context, int left) {
        Map<Place, Integer> living = waitFor(context, left + 1);
        context.killExecutor(living.keySet().iterator().next().executorId());
        waitFor(context, left);
    }

    private static Map<Place, Integer> waitFor(SparkContext context, int executors) {
        ExecutorSlots slots = new ExecutorSlots(context);
        Map<Place, Integer> living = slots.now();
        while (living.size() != executors) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            living = slots.now();
        }
        return living;
    }

    private static Set<String> places(Path output, int epoch) throws IOException {
        return Files.readAllLines(output.resolve("timings.csv")).stream()
                .filter(line -> line.startsWith(epoch + ","))
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .collect(Collectors.toSet());
    }
}
