package io.foldsync.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {

    @Test
    void memoryThatGrowsByMoreThanTwoPercentIsADefect() {
        assertThatCode(() -> MemoryWatch.requireSteady(List.of(1000.0, 1300.0, 1019.0)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> MemoryWatch.requireSteady(List.of(1500.0, 1000.0, 1021.0)))
                .isInstanceOfSatisfying(FoldSyncException.class, stop -> assertThat(stop.exitCode())
                        .isEqualTo(ExitCode.INTERNAL))
                .hasMessageContaining("1000.0 MiB at least, 1021.0 MiB at last; expected at most 2 % more");
    }

    @Test
    void oneLookIsNone() {
        assertThatThrownBy(() -> MemoryWatch.requireSteady(List.of(1000.0))).hasMessageContaining("Raise --epochs");
    }
}
