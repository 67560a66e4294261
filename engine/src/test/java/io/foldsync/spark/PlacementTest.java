package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Place A = new Place("host1", "0");
    private static final Place B = new Place("host1", "1");
    private static final Place C = new Place("host2", "2");

    @Test
    void foldsAreDealtToGroupsWhoseSizesDifferByAtMostOne() {
        assertThat(Placement.groups(Placement.teams(5, 0), 2)).containsExactly(List.of(0, 2, 4), List.of(1, 3));
        assertThat(Placement.groups(Placement.teams(3, 1), 8)).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(Placement.groups(Placement.teams(4, 0), 1)).containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void teamsAreTheSameForAnyNumberOfSlotsAndNeverSplit() {
        assertThat(Placement.teams(5, 3)).containsExactly(List.of(0, 1), List.of(2, 3, 4));
        assertThat(Placement.groups(Placement.teams(5, 3), 8)).containsExactly(List.of(2, 3, 4), List.of(0, 1));
        assertThat(Placement.groups(Placement.teams(5, 2), 2)).containsExactly(List.of(1, 2, 0), List.of(3, 4));
        assertThat(Placement.groups(Placement.teams(4, 9), 2)).containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void groupsSpreadOverTheEmptiestExecutors() {
        assertThat(Placement.seat(Collections.nCopies(3, null), Map.of(A, 2, B, 1)))
                .containsExactly(A, A, B);
        assertThat(Placement.seat(Collections.nCopies(3, null), Map.of(A, 1, B, 1, C, 1)))
                .containsExactlyInAnyOrder(A, B, C);
    }

    @Test
    void aGroupKeepsItsLivingExecutor() {
        assertThat(Placement.seat(List.of(B, A), Map.of(A, 1, B, 1, C, 4))).containsExactly(B, A);
    }

    @Test
    void onlyTheGroupsOfALostExecutorMove() {
        assertThat(Placement.seat(List.of(A, B, B), Map.of(B, 2, C, 1))).containsExactly(C, B, B);
    }

    @Test
    void aGroupLeavesAnExecutorThatHasFewerSlotsThanGroups() {
        assertThat(Placement.seat(List.of(A, A), Map.of(A, 1, C, 1))).containsExactly(A, C);
    }

    @Test
    void moreGroupsThanSlotsStillFindSeats() {
        assertThat(Placement.seat(Arrays.asList(A, null, null), Map.of(A, 1))).containsExactly(A, A, A);
    }

    @Test
    void groupsOfOneExecutorAreTasksOfTheirOwnWhileItHasSlots() {
        assertThat(Placement.shares(List.of(List.of(0, 2), List.of(1)), List.of(A, A), Map.of(A, 2, B, 1)))
                .containsExactly(new Share(List.of(0, 2), A), new Share(List.of(1), A));
    }

    @Test
    void groupsBeyondTheSlotsOfTheirExecutorShareItsTasks() {
        assertThat(Placement.shares(
                        List.of(List.of(0), List.of(1), List.of(2), List.of(3)),
                        List.of(A, B, A, A),
                        Map.of(A, 2, B, 1)))
                .containsExactly(new Share(List.of(0, 3), A), new Share(List.of(2), A), new Share(List.of(1), B));
    }
}
