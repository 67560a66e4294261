package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskDeviceTest {
    @Test
    void theAssignedGpuIsTakenWhereItWorks() {
        assertThat(TaskDevice.choose(DeviceChoice.AUTO, Optional.of("1"), 2)).isEqualTo("cuda:1");
        assertThat(TaskDevice.choose(DeviceChoice.GPU, Optional.of("0"), 1)).isEqualTo("cuda:0");
        assertThat(TaskDevice.choose(DeviceChoice.CPU, Optional.of("0"), 1)).isEqualTo("cpu");
    }

    @Test
    void autoTakesTheProcessorWhereTheAssignedGpuIsNotAmongTheDevices() {
        assertThat(TaskDevice.choose(DeviceChoice.AUTO, Optional.of("3"), 1)).isEqualTo("cpu");
        assertThat(TaskDevice.choose(DeviceChoice.AUTO, Optional.of("GPU-8f6a"), 1))
                .isEqualTo("cpu");
        assertThat(TaskDevice.choose(DeviceChoice.AUTO, Optional.empty(), 1)).isEqualTo("cpu");
    }

    @Test
    void aGpuThatIsDemandedAndNotThereIsALackOfResources() {
        assertThatThrownBy(() -> TaskDevice.choose(DeviceChoice.GPU, Optional.of("3"), 1))
                .hasMessageContaining("address 3")
                .extracting(thrown -> ((FoldSyncException) thrown).exitCode())
                .isEqualTo(ExitCode.RESOURCES);
    }

    @Test
    void aLocalMasterTakesTheFirstGpuThereIs() {
        assertThat(TaskDevice.chooseLocal(DeviceChoice.AUTO, 2)).isEqualTo("cuda:0");
        assertThat(TaskDevice.chooseLocal(DeviceChoice.AUTO, 0)).isEqualTo("cpu");
        assertThat(TaskDevice.chooseLocal(DeviceChoice.GPU, 1)).isEqualTo("cuda:0");
        assertThatThrownBy(() -> TaskDevice.chooseLocal(DeviceChoice.GPU, 0))
                .hasMessageContaining("libtorch sees no CUDA device")
                .extracting(thrown -> ((FoldSyncException) thrown).exitCode())
                .isEqualTo(ExitCode.RESOURCES);
    }
}
