package io.foldsync.report.mlflow;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Which tracking server, and as whom; the latter from the environment only, under MLflow's own names. No record: its text
 * does not tell what it knows.
 */
final class MlflowAccess {
    private static final String KEY = "loggers.mlflow.uri";
    private static final String DATABRICKS = "databricks";

    private final URI server;
    private final Optional<String> authorization;

    private MlflowAccess(URI server, Optional<String> authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    /**
     * @param written the server's address, or {@code databricks}; empty for {@code MLFLOW_TRACKING_URI}
     * @throws FoldSyncException when there is no address, or it cannot be used or would give a password away
     */
    static MlflowAccess of(Optional<String> written, Map<String, String> environment) {
        String address = written.or(() -> value(environment, "MLFLOW_TRACKING_URI"))
                .orElseThrow(() -> FoldSyncException.of(
                        ErrorCode.CONFIG_MISSING_KEY,
                        KEY,
                        "neither the key nor MLFLOW_TRACKING_URI",
                        "the address of a tracking server, or databricks",
                        "Write the key, or set MLFLOW_TRACKING_URI on the driver."));
        if (address.equals(DATABRICKS)) {
            String host = needed(environment, "DATABRICKS_HOST");
            String token = needed(environment, "DATABRICKS_TOKEN");
            return new MlflowAccess(
                    uri(host.contains("://") ? host : "https://" + host), Optional.of("Bearer " + token));
        }
        return new MlflowAccess(uri(address), authorization(environment));
    }

    /** As MLflow's own client: user and password come before a token. */
    private static Optional<String> authorization(Map<String, String> environment) {
        Optional<String> user = value(environment, "MLFLOW_TRACKING_USERNAME");
        Optional<String> password = value(environment, "MLFLOW_TRACKING_PASSWORD");
        if (user.isPresent() && password.isPresent()) {
            byte[] pair = (user.get() + ":" + password.get()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return value(environment, "MLFLOW_TRACKING_TOKEN").map(token -> "Bearer " + token);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String needed(Map<String, String> environment, String name) {
        return value(environment, name)
                .orElseThrow(() -> FoldSyncException.of(
                        ErrorCode.CONFIG_MISSING_KEY,
                        KEY,
                        "databricks, without " + name + " in the driver's environment",
                        "DATABRICKS_HOST and DATABRICKS_TOKEN",
                        "Set both for the driver, the token from a secret scope."));
    }

    private static URI uri(String address) {
        try {
            URI uri = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw unusable().causedBy(e);
        }
        throw unusable();
    }

    /** Does not repeat the address, which may hold a password. */
    private static FoldSyncException unusable() {
        return FoldSyncException.of(
                ErrorCode.CONFIG_OUT_OF_RANGE,
                KEY,
                "an address that cannot be used",
                "an http or https address without user and password, or databricks",
                "Correct it; user and password belong in MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.");
    }

    /** The server's address, without a slash at its end. */
    URI server() {
        return server;
    }

    /** The value of the header that says who asks; empty for nobody. */
    Optional<String> authorization() {
        return authorization;
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
