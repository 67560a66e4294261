package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegroupingTest {
    private static final Place A = new Place("host1", "0");
    private static final Place B = new Place("host1", "1");
    private static final Place C = new Place("host2", "2");

    @Test
    void asLongAsNothingGrowsGroupsStay() {
        List<List<Integer>> groups = List.of(List.of(0, 2, 4), List.of(1, 3));
        List<Place> seats = List.of(A, B);
        for (Map<Place, Integer> slots : List.of(Map.of(A, 1, B, 1), Map.of(B, 1), Map.of(A, 1, C, 1))) {
            assertThat(Regrouping.of(groups, seats, slots, Placement.teams(5, 1)))
                    .isEqualTo(new Regrouping(groups, seats));
        }
    }

    @Test
    void newSlotsAreGivenTheLastFoldsOfTheLargestGroups() {
        Regrouping grown = Regrouping.of(
                List.of(List.of(0, 2, 4), List.of(1, 3)),
                List.of(A, B),
                Map.of(A, 1, B, 1, C, 1),
                Placement.teams(5, 1));
        assertThat(grown.groups()).containsExactly(List.of(0, 2), List.of(1, 3), List.of(4));
        assertThat(grown.seats()).isEqualTo(Arrays.asList(A, B, null));
    }

    @Test
    void noGroupIsWithoutAFoldHoweverManySlotsThereAre() {
        Regrouping grown =
                Regrouping.of(List.of(List.of(0, 1, 2)), List.of(A), Map.of(A, 2, B, 8), Placement.teams(3, 1));
        assertThat(grown.groups()).containsExactly(List.of(0), List.of(2), List.of(1));
        assertThat(Placement.seat(grown.seats(), Map.of(A, 2, B, 8))).containsExactly(A, B, B);
    }

    @Test
    void teamsMoveWhole() {
        Regrouping grown = Regrouping.of(
                List.of(List.of(0, 1, 2, 3, 4)),
                List.of(A),
                Map.of(A, 1, B, 4),
                List.of(List.of(0, 1), List.of(2, 3, 4)));
        assertThat(grown.groups()).containsExactly(List.of(0, 1), List.of(2, 3, 4));
    }
}
