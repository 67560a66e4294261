package io.foldsync.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoopTest {

    /** Collatz: progress is a number, the end is 1; no memory but the progress. */
    private record Halving(int start) implements Loop<Integer> {
        static final StopReason ONE = new StopReason("one_reached", "reached 1");

        @Override
        public Integer reset() {
            return start;
        }

        @Override
        public Optional<StopReason> done(Integer progress) {
            return progress == 1 ? Optional.of(ONE) : Optional.empty();
        }

        @Override
        public Integer advance(Integer progress) {
            return progress % 2 == 0 ? progress / 2 : 3 * progress + 1;
        }
    }

    @Test
    void aLoopRunsUntilThereIsAReason() {
        assertThat(new Halving(6).run()).isEqualTo(new Finished<>(1, Halving.ONE));
    }

    @Test
    void aLoopThatIsDoneTakesNoStep() {
        Loop<Integer> upToTen = new Loop<>() {
            @Override
            public Integer reset() {
                return 0;
            }

            @Override
            public Optional<StopReason> done(Integer progress) {
                return progress < 10 ? Optional.empty() : Optional.of(new StopReason("ten", "ten steps"));
            }

            @Override
            public Integer advance(Integer progress) {
                return progress + 1;
            }
        };
        assertThat(upToTen.run().progress()).isEqualTo(10);
        assertThat(upToTen.run(12).progress()).isEqualTo(12);
    }

    @Property
    void aRunCutInTwoIsTheSameRun(
            @ForAll @IntRange(min = 2, max = 1000) int start, @ForAll @IntRange(max = 30) int steps) {
        Loop<Integer> loop = new Halving(start);
        int saved = loop.reset();
        for (int step = 0; step < steps && loop.done(saved).isEmpty(); step++) {
            saved = loop.advance(saved);
        }
        assertThat(loop.run(saved)).isEqualTo(loop.run());
    }
}
