package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FoldThreadsTest {

    /** One slice, which ends only when as many threads are in one. */
    private record Meeting(CyclicBarrier barrier, AtomicInteger met) implements Sliced {
        @Override
        public double left() {
            return 1 - met.get();
        }

        @Override
        public boolean done() {
            return met.get() == 1;
        }

        @Override
        public void advance() {
            try {
                barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            met.incrementAndGet();
        }
    }

    @Test
    void twoFoldsTrainAtATimeOnTwoThreads() {
        CyclicBarrier both = new CyclicBarrier(2);
        List<Sliced> folds = List.of(new Meeting(both, new AtomicInteger()), new Meeting(both, new AtomicInteger()));
        try (FoldThreads threads = new FoldThreads(2)) {
            threads.work(folds);
        }
        assertThat(folds).allMatch(Sliced::done);
    }

    @Test
    void aSingleThreadIsTheCallersOwnAndStopsAfterASliceWhenItIsAskedTo() {
        AtomicInteger slices = new AtomicInteger();
        Sliced endless = new Sliced() {
            @Override
            public double left() {
                return 1;
            }

            @Override
            public boolean done() {
                return false;
            }

            @Override
            public void advance() {
                slices.incrementAndGet();
                Thread.currentThread().interrupt();
            }
        };
        try (FoldThreads threads = new FoldThreads(1)) {
            assertThatThrownBy(() -> threads.work(List.of(endless))).isInstanceOf(FoldSyncException.class);
        }
        assertThat(slices).hasValue(1);
        Thread.interrupted(); // for the tests that follow in this thread
    }
}
