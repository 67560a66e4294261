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
@Tag("chaos")
@Timeout(3600)
class KilledDriverTest extends LocalSpark {
    private static final long SEED = Long.getLong("foldsync.chaos.seed", 1);
    private static final int KILLED = 137;

    @Test
    void aRunWhoseDriverIsKilledGoesOnToTheSameBytes(@TempDir Path folder) throws Exception {
        Path calm = folder.resolve("calm");
        ChaosRun.of(spark(), calm).run();
        Map<String, String> expected = RunFiles.equalOnes(calm);
        RandomStream draw = Seed.root(SEED).child("driver").stream();
        int wanted = ChaosRun.rounds(2, 3);
        int kills = 0;
        int drivers = 0;
        int resumed = 0;
        Path output = folder.resolve("run-0");
        while (kills < wanted) {
            boolean goesOn = Files.exists(output.resolve("checkpoints/last"));
            Path log = folder.resolve("driver-" + drivers++ + ".log");
            int code = killed(Processes.fork(ChaosRun.class, log, output.toString()), output, draw);
            assertThat(code).as(Files.readString(log)).isIn(KILLED, 0);
            kills += code == KILLED ? 1 : 0;
            resumed += goesOn ? 1 : 0;
            if (code == 0) { // it was faster
                assertThat(RunFiles.equalOnes(output)).as(output.toString()).isEqualTo(expected);
                output = folder.resolve("run-" + drivers);
            }
        }
        if (Files.notExists(output.resolve("_SUCCESS"))) {
            ChaosRun.of(spark(), output).run();
        }
        assertThat(RunFiles.equalOnes(output)).isEqualTo(expected);
        assertThat(output.resolve("_UNFINISHED")).doesNotExist();
        assertThat(output.resolve("_staging")).doesNotExist();
        if (wanted > 2) {
            assertThat(resumed).as("drivers that found a checkpoint").isPositive();
        }
    }

    /** Waits for a meeting or two of this driver and a drawn moment more, and kills it; with what code it ended. */
    private static int killed(Process driver, Path output, RandomStream draw) throws Exception {
        int more = draw.nextInt(4);
        int meetings = ChaosRun.meetings(output) + more;
        while (driver.isAlive() && ChaosRun.meetings(output) < meetings) {
            Thread.sleep(2);
        }
        if (more == 0) { // while it starts, reads and deals the rows
            Thread.sleep(draw.nextInt(8_000));
        }
        Thread.sleep(draw.nextInt(60));
        return driver.destroyForcibly().waitFor();
    }
}
