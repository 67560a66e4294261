package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunParametersTest {

    @Test
    void aConfigurationBecomesNamesAndTextsWithoutItsSecrets() {
        Map<String, Object> configuration = Map.of(
                "seed", 42L,
                "model",
                        Map.of(
                                "hidden",
                                List.of(256, 128),
                                "layers",
                                List.of("relu", Map.of("linear", Map.of("out", 8)))),
                "loggers", List.of(Map.of("class", "a.B", "options", Map.of("token", "t0ken", "to", "x"))),
                "data", Map.of("path", List.of("https://ann:s3cret@host/x")));
        assertThat(RunParameters.flat(configuration))
                .containsExactly(
                        Map.entry("data.path", "[https://(redacted)@host/x]"),
                        Map.entry("loggers.0.class", "a.B"),
                        Map.entry("loggers.0.options.to", "x"),
                        Map.entry("loggers.0.options.token", "(redacted)"),
                        Map.entry("model.hidden", "[256, 128]"),
                        Map.entry("model.layers.0", "relu"),
                        Map.entry("model.layers.1.linear.out", "8"),
                        Map.entry("seed", "42"));
    }
}
