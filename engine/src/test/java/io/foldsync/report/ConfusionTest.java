package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.metric.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    @Test
    void aTallyIsReadRowByRowOfTheTrueClass() {
        Confusion confusion = Confusion.of(List.of("a", "b"), Tally.of(5, 1, 2, 7));
        assertThat(confusion.weights()).containsExactly(List.of(5.0, 1.0), List.of(2.0, 7.0));
        assertThat(confusion.actual(1)).isEqualTo(9);
    }

    @Test
    void mistakesComeMostFrequentFirstThenByCode() {
        Confusion confusion = Confusion.of(List.of("a", "b", "c"), Tally.of(9, 2, 0, 3, 9, 2, 0, 0, 9));
        assertThat(confusion.mistakes())
                .containsExactly(
                        new Confusion.Mistake(1, 0, 3), new Confusion.Mistake(0, 1, 2), new Confusion.Mistake(1, 2, 2));
    }

    @Test
    void whatIsNotASquareOfWeightsIsRefused() {
        assertThatThrownBy(() -> Confusion.of(List.of("a", "b"), Tally.of(1, 2)))
                .hasMessageContaining("2 classes need 4 sums, not 2");
        assertThatThrownBy(() -> new Confusion(List.of("a"), List.of(List.of(-1.0))))
                .hasMessageContaining("weights of 0 or more");
    }
}
