package io.foldsync.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrappedTest {
    private static final StopReason TEN = new StopReason("ten", "ten steps");
    private static final StopReason SPENT = new StopReason("spent", "no time left");

    private static final Loop<Integer> COUNTING = new Loop<>() {
        @Override
        public Integer reset() {
            return 0;
        }

        @Override
        public Optional<StopReason> done(Integer progress) {
            return progress < 10 ? Optional.empty() : Optional.of(TEN);
        }

        @Override
        public Integer advance(Integer progress) {
            return progress + 1;
        }
    };

    @Test
    void aFurtherReasonMayEndALoopAndItsOwnComeFirst() {
        Loop<Integer> limited = COUNTING.until(n -> n >= 4 ? Optional.of(SPENT) : Optional.empty());
        assertThat(limited.run()).isEqualTo(new Finished<>(4, SPENT));
        assertThat(limited.run(10)).isEqualTo(new Finished<>(10, TEN));
    }

    @Test
    void anotherStepMayHoldTheLoopsOwn() {
        Loop<Integer> twice = COUNTING.advancing(n -> COUNTING.advance(COUNTING.advance(n)));
        List<Integer> seen = new ArrayList<>();
        assertThat(twice.watched(seen::add).run().progress()).isEqualTo(10);
        assertThat(seen).containsExactly(2, 4, 6, 8, 10);
    }

    @Test
    void whoWatchesChangesNothing() {
        assertThat(COUNTING.watched(n -> {}).run()).isEqualTo(COUNTING.run());
    }
}
