package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed without a word, again and again, goes on each time: the bytes are those of a calm run. */
@Tag("slow")
@Timeout(3600)
class KilledDriverTest extends LocalSpark {
    private static final long SEED = Long.getLong("foldsync.chaos.seed", 1);

    @Test
    void aRunWhoseDriverIsKilledGoesOnToTheSameBytes(@TempDir Path folder) throws Exception {
        Path calm = folder.resolve("calm");
        ChaosRun.of(spark(), calm).run();
        Map<String, String> expected = RunFiles.equalOnes(calm);
        Path output = folder.resolve("killed");
        int kills = ChaosRun.rounds(2, 3);
        RandomStream draw = Seed.root(SEED).child("driver").stream();
        int begun = 0;
        for (int kill = 0; kill < kills; kill++) {
            Path log = folder.resolve("driver-" + kill + ".log");
            Process driver = Processes.fork(ChaosRun.class, log, output.toString());
            begun += killed(driver, output, draw, log) ? 1 : 0;
            assertThat(output.resolve("_staging")).as(Files.readString(log)).exists();
        }
        assertThat(begun).as("drivers killed after a checkpoint").isPositive();
        ChaosRun.of(spark(), output).run();
        assertThat(RunFiles.equalOnes(output)).isEqualTo(expected);
        assertThat(output.resolve("_UNFINISHED")).doesNotExist();
        assertThat(output.resolve("_staging")).doesNotExist();
    }

    /** Waits for the first meeting that this driver leaves a trace of, and a drawn moment more; whether there was one. */
    private static boolean killed(Process driver, Path output, RandomStream draw, Path log) throws Exception {
        Path last = output.resolve("checkpoints/last");
        String before = Files.exists(last) ? Files.readString(last) : "";
        while (driver.isAlive()
                && (!Files.exists(last) || Files.readString(last).equals(before))) {
            Thread.sleep(5);
        }
        Thread.sleep(draw.nextInt(120));
        driver.destroyForcibly().waitFor();
        assertThat(driver.exitValue()).as(Files.readString(log)).isEqualTo(137);
        return !Files.readString(last).isEmpty();
    }
}
