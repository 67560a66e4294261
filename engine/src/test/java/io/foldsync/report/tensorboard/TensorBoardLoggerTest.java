package io.foldsync.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.FakeRun;
import io.foldsync.report.MemoryFolder;
import io.foldsync.report.RunHeader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TensorBoardLoggerTest {
    private static final StopReason DONE = new StopReason("epochs_done", "2 epochs done");
    private static final History HISTORY = FakeRun.history(2, 2);

    private final MemoryFolder folder = new MemoryFolder();
    private final AtomicLong nanos = new AtomicLong();
    private final TensorBoardLogger logger = new TensorBoardLogger(
            Duration.ofSeconds(30), Clock.fixed(Instant.ofEpochMilli(1_700_000_001_500L), ZoneOffset.UTC), nanos::get);

    /** Reference bytes of these two events, made apart from this code. */
    @Test
    void theBytesAreTheReferences() {
        EventFile file = new EventFile(1_700_000_000.0);
        file.add(Event.scalars(1_700_000_001.5, 7, Map.of("fold0/val_loss", 0.625)));
        assertThat(HexFormat.of().formatHex(file.bytes()))
                .isEqualTo("1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d"
                        + "2400000000000000422b804d0900006040fc54d94110072a170a150a0e666f6c64302f76616c5f6c6f7373"
                        + "150000203f6739ad4c");
    }

    /** Published: RFC 3720, B.4, where the CRC-32C of 32 zero bytes is 8a9136aa. */
    @Test
    void theChecksumIsTheOneOfTheStandardMasked() {
        assertThat(EventFile.masked(new byte[32])).isEqualTo(Integer.rotateRight(0x8a9136aa, 15) + 0xa282ead8);
    }

    @Test
    void wholeNumbersOfAnySizeAreRead() {
        for (long step : new long[] {0, 1, 127, 128, 300, 1L << 40, Long.MAX_VALUE}) {
            EventFile file = new EventFile(0);
            file.add(Event.scalars(1, step, Map.of("x", 1.0)));
            assertThat(EventReader.read(file.bytes()).get(1).step()).isEqualTo(step);
        }
    }

    @Test
    void everyFoldAndTheMeanAreRunsOfTheirOwnWithTheSameTags() {
        run();
        assertThat(folder.files.keySet())
                .allMatch(
                        name -> name.matches("tensorboard/(fold-0|fold-1|mean)/events\\.out\\.tfevents\\.1700000001\\."
                                + "foldsync\\.00000[01]"));
        List<EventReader.Read> fold = events("fold-1");
        assertThat(fold).extracting(EventReader.Read::step).containsExactly(0L, 1L);
        Round last = HISTORY.last();
        assertThat(fold.get(1).scalars())
                .containsEntry("val_loss", (float) last.reports().get(1).value("val_loss"))
                .containsEntry("time/train_seconds", 0.031f)
                .containsKey("time/train_rows_per_second");
        assertThat(fold.get(1).time()).isEqualTo(1_700_000_001.5);
        EventReader.Read mean = events("mean").get(2);
        assertThat(mean.scalars())
                .containsEntry("val_loss", (float) last.mean("val_loss"))
                .containsEntry("lr", 0.001f);
    }

    @Test
    void parametersAndTheEndAreTexts() {
        run();
        List<EventReader.Read> mean = events("mean");
        assertThat(mean.get(0).texts().get("run")).contains("**digits-mlp**").contains("|model.hidden|a\\|b|");
        assertThat(mean.get(mean.size() - 1).texts()).containsEntry("end", "epochs_done: 2 epochs done");
    }

    @Test
    void aFurtherFileIsWrittenWhenTheIntervalHasGoneByAndHoldsWhatIsNew() {
        logger.writingTo(folder);
        logger.started(FakeRun.header(2, 2));
        assertThat(folder.files).hasSize(1); // the parameters
        logger.met(HISTORY.rounds().get(0), List.of());
        assertThat(folder.files).hasSize(1);
        nanos.addAndGet(30_000_000_000L);
        logger.met(HISTORY.rounds().get(1), List.of());
        assertThat(folder.files).hasSize(4);
        logger.completed(FakeRun.record(2, 2));
        assertThat(folder.files).hasSize(4);
        assertThat(events("fold-0")).hasSize(2);
    }

    @Test
    void theReaderOfTheseTestsSeesADamagedByte() {
        byte[] bytes = new EventFile(0).bytes();
        bytes[14] ^= 1;
        assertThatThrownBy(() -> EventReader.read(bytes)).hasMessageContaining("checksum of the event");
    }

    private void run() {
        RunHeader header = FakeRun.header(2, 2).withIdentity("id", Map.of("model.hidden", "a|b"));
        logger.writingTo(folder);
        logger.started(header);
        HISTORY.rounds().forEach(round -> logger.met(round, FakeRun.timings(2, round.epoch())));
        logger.finished(HISTORY, DONE);
    }

    /** What all files of a run say, in the order of their names, without the versions. */
    private List<EventReader.Read> events(String run) {
        return new TreeMap<>(folder.files)
                .entrySet().stream()
                        .filter(file -> file.getKey().startsWith("tensorboard/" + run + "/"))
                        .flatMap(file ->
                                EventReader.read(file.getValue()).stream().skip(1))
                        .toList();
    }
}
