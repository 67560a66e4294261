package io.foldsync.report.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowAccessTest {
    private static MlflowAccess access(String uri, Map<String, String> environment) {
        return MlflowAccess.of(Optional.of(uri), environment);
    }

    @Test
    void whoAsksIsKnownFromTheEnvironment() {
        Map<String, String> token = Map.of("MLFLOW_TRACKING_TOKEN", "t0ken");
        Map<String, String> pair = Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", "s3cret");
        assertThat(access("http://host:5000", Map.of()).authorization()).isEmpty();
        assertThat(access("http://host:5000", token).authorization()).contains("Bearer t0ken");
        assertThat(access("http://host:5000", pair).authorization()).contains("Basic YW5uOnMzY3JldA==");
    }

    @Test
    void theAddressMayComeFromTheEnvironmentToo() {
        Map<String, String> environment = Map.of("MLFLOW_TRACKING_URI", "https://host/mlflow/");
        assertThat(MlflowAccess.of(Optional.empty(), environment).server()).hasToString("https://host/mlflow");
        assertThatThrownBy(() -> MlflowAccess.of(Optional.empty(), Map.of()))
                .hasMessageContaining("loggers.mlflow.uri: neither the key nor MLFLOW_TRACKING_URI")
                .isInstanceOfSatisfying(FoldSyncException.class, fault -> assertThat(fault.exitCode())
                        .isEqualTo(ExitCode.CONFIGURATION));
    }

    @Test
    void databricksIsAHostAndAToken() {
        Map<String, String> environment =
                Map.of("DATABRICKS_HOST", "adb-1.azuredatabricks.net", "DATABRICKS_TOKEN", "t0ken");
        MlflowAccess access = access("databricks", environment);
        assertThat(access.server()).hasToString("https://adb-1.azuredatabricks.net");
        assertThat(access.authorization()).contains("Bearer t0ken");
        assertThatThrownBy(() -> access("databricks", Map.of("DATABRICKS_HOST", "h")))
                .hasMessageContaining("databricks, without DATABRICKS_TOKEN");
    }

    @Test
    void itsTextDoesNotTellWhoAsks() {
        assertThat(access("http://host", Map.of("MLFLOW_TRACKING_TOKEN", "t0ken")))
                .hasToString("http://host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://ann:s3cret@host", "ftp://host", "host:5000", "http://", "http://h/?token=s3cret", "a b"})
    void anAddressThatCannotBeUsedIsRefusedWithoutBeingRepeated(String uri) {
        assertThatThrownBy(() -> access(uri, Map.of()))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("expected an http or https address without user and password")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"a.b-c_d/e f, a.b-c_d/e f", "model.layers[0]:x, model.layers_0__x", "/a//b/, a/b", "../x, _/x", "ä, _"})
    void namesAreMadeFit(String name, String fit) {
        assertThat(MlflowNames.of(name)).isEqualTo(fit);
    }
}
