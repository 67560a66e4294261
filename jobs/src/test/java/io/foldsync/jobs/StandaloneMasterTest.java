package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandaloneMasterTest {

    @Test
    void oneOfSeveralMastersIsEnough() throws IOException {
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String masters = "spark://127.0.0.1:" + closedPort() + ",127.0.0.1:" + open.getLocalPort();
            assertThatCode(() -> StandaloneMaster.await(masters, Duration.ZERO)).doesNotThrowAnyException();
        }
    }

    @Test
    void aPortThatNobodyListensAtIsTold() throws IOException {
        String master = "spark://127.0.0.1:" + closedPort();
        assertThatThrownBy(() -> StandaloneMaster.await(master, Duration.ofMillis(1)))
                .hasMessageStartingWith("master " + master + ": nobody answers: Connection refused")
                .hasMessageContaining("run.executorsWaitSeconds");
    }

    @Test
    void otherMastersAreSparksAffair() {
        assertThatCode(() -> {
                    StandaloneMaster.await("local[2]", Duration.ZERO);
                    StandaloneMaster.await("k8s://https://127.0.0.1:1", Duration.ZERO);
                    StandaloneMaster.await("spark://nonsense", Duration.ZERO);
                })
                .doesNotThrowAnyException();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
