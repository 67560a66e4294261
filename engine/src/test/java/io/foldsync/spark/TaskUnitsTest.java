package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskUnitsTest {

    @Test
    void withAWidthThatIsAskedForTeamsHangOnFoldsAndWidthAlone() {
        List<Integer> two = List.of(0, 1);
        List<Integer> three = List.of(2, 3, 4);
        assertThat(TaskFolds.units(List.of(0, 1, 2, 3, 4), 5, 3, 3)).containsExactly(two, three);
        assertThat(TaskFolds.units(List.of(4, 2, 3), 5, 3, 3)).containsExactly(three);
        assertThat(TaskFolds.units(List.of(2, 3, 4, 0, 1), 5, 3, 5)).containsExactly(two, three);
    }

    @Test
    void withoutOneAllFoldsOfATaskGoTogetherWhereTheDeviceAllowsIt() {
        assertThat(TaskFolds.units(List.of(0, 2, 4), 5, 0, 5)).containsExactly(List.of(0, 2, 4));
        assertThat(TaskFolds.units(List.of(0, 2, 4), 5, 0, 2)).containsExactly(List.of(0), List.of(2, 4));
        assertThat(TaskFolds.units(List.of(3, 1), 5, 0, 1)).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void aDeviceWithoutRoomForATeamCutsIt() {
        assertThat(TaskFolds.units(List.of(2, 3, 4), 5, 3, 2)).containsExactly(List.of(2), List.of(3, 4));
        assertThat(TaskFolds.units(List.of(2, 3, 4), 5, 3, 1)).containsExactly(List.of(2), List.of(3), List.of(4));
    }
}
