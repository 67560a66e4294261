package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundViewTest {
    private static final StopReason DONE = new StopReason("epochs_done", "3 epochs done");
    private static final History THREE = FakeRun.history(2, 3);

    /** Writes down what it is told, and by which thread; may be held up when it starts. */
    private static final class Witness implements RunView {
        final List<String> told = Collections.synchronizedList(new ArrayList<>());
        final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch mayStart;

        Witness(int held) {
            mayStart = new CountDownLatch(held);
        }

        private void tell(String what) {
            told.add(what);
            threads.add(Thread.currentThread());
        }

        @Override
        public void writingTo(RunFolder folder) {
            tell("folder");
        }

        @Override
        public void started(RunHeader header) {
            try {
                mayStart.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            tell("started");
        }

        @Override
        public void met(Round round, List<FoldTiming> timings) {
            tell("met " + round.epoch());
        }

        @Override
        public void finished(History history, StopReason reason) {
            tell("finished");
        }

        @Override
        public void completed(RunRecord run) {
            tell("completed");
        }

        @Override
        public void failed(Throwable cause) {
            tell("failed");
        }
    }

    private static void begin(RunView view) {
        view.writingTo(RunFolder.none());
        view.started(FakeRun.header(2, 3));
        THREE.rounds().forEach(round -> view.met(round, List.of()));
        view.finished(THREE, DONE);
    }

    @Test
    void everythingIsToldInOrderOnAnotherThreadBeforeTheRunEnds() {
        Witness witness = new Witness(0);
        RunView view = witness.inBackground(Duration.ofMinutes(1));
        begin(view);
        view.completed(FakeRun.record(2, 3));
        assertThat(witness.told)
                .containsExactly("folder", "started", "met 0", "met 1", "met 2", "finished", "completed");
        assertThat(witness.threads).doesNotContain(Thread.currentThread());
        assertThat(witness.threads.stream().distinct()).hasSize(1);
        assertThat(witness.threads.get(0).isAlive()).isFalse();
    }

    @Test
    void aViewThatHangsHoldsTheRunForAsLongAsThereIsPatienceAndNoLonger() {
        Witness witness = new Witness(1);
        RunView view = witness.inBackground(Duration.ofMillis(100));
        long before = System.nanoTime();
        begin(view);
        long begun = System.nanoTime() - before;
        view.failed(new IllegalStateException("a disk is full"));
        assertThat(Duration.ofNanos(begun)).isLessThan(Duration.ofMillis(100));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
        assertThat(witness.told).containsExactly("folder"); // its thread was told to stop
    }

    @Test
    void aViewThatFallsTooFarBehindMissesMeetingsButNotTheEnd() {
        Witness witness = new Witness(1);
        RunView view = witness.inBackground(Duration.ofMinutes(1));
        view.started(FakeRun.header(2, 3));
        Round round = THREE.last();
        for (int i = 0; i < 2 * BackgroundView.MOST_WAITING; i++) {
            view.met(round, List.of());
        }
        witness.mayStart.countDown();
        view.failed(new IllegalStateException("a disk is full"));
        assertThat(witness.told).startsWith("started").endsWith("failed");
        assertThat(witness.told.size()).isBetween(BackgroundView.MOST_WAITING, BackgroundView.MOST_WAITING + 4);
    }

    @Test
    void aRunThatIsInterruptedStillSaysSo() {
        Witness witness = new Witness(0);
        RunView view = witness.inBackground(Duration.ofMinutes(1));
        view.started(FakeRun.header(2, 3));
        Thread.currentThread().interrupt();
        view.failed(new IllegalStateException("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(witness.told).containsExactly("started", "failed");
    }

    @Test
    void oneOfSeveralThatThrowsKeepsNoneOfTheOthersFromBeingTold() {
        Witness before = new Witness(0);
        Witness after = new Witness(0);
        RunView broken = new RunView() {
            @Override
            public void started(RunHeader header) {
                throw new IllegalStateException("no such server");
            }

            @Override
            public void met(Round round, List<FoldTiming> timings) {
                throw new AssertionError("called again");
            }

            @Override
            public void finished(History history, StopReason reason) {}
        };
        RunView all = RunView.all(List.of(before, broken, after));
        begin(all);
        all.completed(FakeRun.record(2, 3));
        assertThat(before.told).hasSize(7).isEqualTo(after.told);
    }
}
