package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalThreadsTest {

    @Test
    void aLocalMasterGrantsTheThreadsItNames() {
        assertThat(LocalThreads.of("local")).isEqualTo(1);
        assertThat(LocalThreads.of("local[3]")).isEqualTo(3);
        assertThat(LocalThreads.of("local[4, 2]")).isEqualTo(4);
        assertThat(LocalThreads.of("local[*]")).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
