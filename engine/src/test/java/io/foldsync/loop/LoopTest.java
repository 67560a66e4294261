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
        Loop<String> done = new Loop<>() {
            @Override
            public String reset() {
                return "start";
            }

            @Override
            public Optional<StopReason> done(String progress) {
                return Optional.of(Halving.ONE);
            }

            @Override
            public String advance(String progress) {
                throw new AssertionError("a step was taken");
            }
        };
        assertThat(done.run().progress()).isEqualTo("start");
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
