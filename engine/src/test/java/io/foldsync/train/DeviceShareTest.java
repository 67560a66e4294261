package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.nn.MemoryPlan;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceShareTest {
    private static final MemoryPlan PLAN = new MemoryPlan(100, 50);
    private static final OptionalInt AUTO = OptionalInt.empty();

    @Test
    void onACpuEveryFoldHasAProgramAndACore() {
        assertThat(share("cpu", AUTO, 10_000)).isEqualTo(new DeviceShare(2, 1, 5));
        assertThat(DeviceShare.of("cpu", 5, 2, AUTO, PLAN, OptionalLong.empty()))
                .isEqualTo(new DeviceShare(2, 1, 5));
    }

    @Test
    void onAGpuAllFoldsAreOneProgram() {
        assertThat(share("cuda:0", AUTO, 10_000)).isEqualTo(new DeviceShare(1, 5, 5));
    }

    @Test
    void theUserMayAskForAnyWidth() {
        assertThat(share("cpu", OptionalInt.of(3), 10_000).width()).isEqualTo(3);
        assertThat(share("cuda:0", OptionalInt.of(1), 10_000).width()).isEqualTo(1);
        assertThat(share("cuda:0", OptionalInt.of(9), 10_000).width()).isEqualTo(5);
    }

    @Test
    void foldsForWhichThereIsNoRoomWaitOutsideAndNobodyIsSideBySide() {
        assertThat(share("cuda:0", AUTO, 620)).isEqualTo(new DeviceShare(1, 1, 4));
        assertThat(share("cpu", AUTO, 310)).isEqualTo(new DeviceShare(2, 1, 2));
        assertThat(share("cpu", AUTO, 160)).isEqualTo(new DeviceShare(1, 1, 1));
    }

    @Test
    void roomForAllButNotForAllAtATimeMakesNarrowerPrograms() {
        MemoryPlan hungry = new MemoryPlan(10, 500);
        assertThat(DeviceShare.of("cuda:0", 5, 1, AUTO, hungry, OptionalLong.of(1100)))
                .isEqualTo(new DeviceShare(1, 2, 5));
    }

    @Test
    void noRoomForOneIsAFault() {
        assertThatThrownBy(() -> share("cpu", AUTO, 149)).hasMessageContaining("one model needs");
    }

    private static DeviceShare share(String device, OptionalInt width, long free) {
        return DeviceShare.of(device, 5, 2, width, PLAN, OptionalLong.of(free));
    }
}
