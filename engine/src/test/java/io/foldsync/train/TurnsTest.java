package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

    /** Counts slices, and tells when two threads were at it. */
    private static class Counted implements Sliced {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicInteger left;

        Counted(int slices) {
            left = new AtomicInteger(slices);
        }

        @Override
        public double left() {
            return left.get();
        }

        @Override
        public boolean done() {
            return left.get() == 0;
        }

        @Override
        public void advance() {
            assertThat(busy.compareAndSet(false, true)).as("alone").isTrue();
            left.decrementAndGet();
            busy.set(false);
        }
    }

    @Property(tries = 30)
    void everyWorkIsDoneWhateverTheThreads(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 200) Integer> slices,
            @ForAll @IntRange(min = 1, max = 5) int threads)
            throws Exception {
        List<Counted> works = slices.stream().map(Counted::new).toList();
        run(new Turns(works), threads);
        assertThat(works).allMatch(Sliced::done);
    }

    /** Threads that each do one slice a tick, in lockstep: the time is exact, and no clock is read. */
    @Property
    void theLastEndsWithinOneSliceOfTheLeastTimeThatIsPossible(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 50) Integer> slices,
            @ForAll @IntRange(min = 1, max = 5) int threads) {
        List<Counted> works = slices.stream().map(Counted::new).toList();
        int ticks = 0;
        while (works.stream().anyMatch(work -> !work.done())) {
            works.stream()
                    .filter(work -> !work.done())
                    .sorted(Turns.MOST_LEFT_FIRST)
                    .limit(threads)
                    .forEach(Sliced::advance);
            ticks++;
        }
        int longest = slices.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double even = slices.stream().mapToInt(Integer::intValue).sum() / (double) threads;
        assertThat((double) ticks).isLessThanOrEqualTo(Math.max(longest, Math.ceil(even)) + 1);
    }

    @Test
    void aWorkThatFailsEndsTheTurnsOfAll() {
        Sliced failing = new Counted(1000) {
            @Override
            public void advance() {
                throw new IllegalStateException("out of luck");
            }
        };
        Counted other = new Counted(Integer.MAX_VALUE);
        assertThatThrownBy(() -> run(new Turns(List.of(failing, other)), 2)).hasRootCauseMessage("out of luck");
        assertThat(other.done()).isFalse();
    }

    private static void run(Turns turns, int threads) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                working.add(pool.submit(turns::work));
            }
            for (Future<?> work : working) {
                work.get();
            }
        } finally {
            pool.shutdownNow();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
