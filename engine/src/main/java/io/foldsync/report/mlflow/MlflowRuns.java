package io.foldsync.report.mlflow;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calls of the tracking server that a logger needs, in pieces the server accepts.
 *
 * <p>Source: mlflow.org, "REST API", version 2.0 of the paths.
 */
final class MlflowRuns {
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";

    /** Of one call of {@code log-batch}. */
    static final int MOST_METRICS = 1000;

    static final int MOST_PARAMETERS = 100;
    static final int MOST_TAGS = 100;

    private final MlflowHttp http;

    MlflowRuns(MlflowHttp http) {
        this.http = http;
    }

    /** A run of the server's. */
    record Run(String id, String artifactUri) {}

    /** How a run ended. */
    enum Status {
        FINISHED,
        FAILED,
        KILLED
    }

    /** The id of the experiment of this name, made when there is none. */
    String experiment(String name) {
        Optional<String> there = find(name);
        if (there.isPresent()) {
            return there.get();
        }
        Answer made = http.post(API + "experiments/create", Map.of("name", name));
        if (made.refusedFor("RESOURCE_ALREADY_EXISTS")) { // another run was faster
            return find(name).orElseThrow(() -> new IllegalStateException("MLflow has no experiment " + name));
        }
        return made.text("/experiment_id");
    }

    private Optional<String> find(String name) {
        String query = "?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Answer found = http.get(API + "experiments/get-by-name" + query);
        return found.refusedFor("RESOURCE_DOES_NOT_EXIST")
                ? Optional.empty()
                : Optional.of(found.text("/experiment/experiment_id"));
    }

    Run create(String experiment, String name, long start, Map<String, String> tags) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put("mlflow.runName", name); // servers before 1.30 do not know run_name
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experiment_id", experiment);
        body.put("run_name", name);
        body.put("start_time", start);
        body.put("tags", tags(all));
        Answer made = http.post(API + "runs/create", body);
        return new Run(
                made.text("/run/info/run_id"),
                made.orFail().at("/run/info/artifact_uri").asText());
    }

    void parameters(Run run, Map<String, String> parameters) {
        logInPieces(run, "params", pairs(parameters, MlflowNames.LONGEST_PARAMETER), MOST_PARAMETERS);
    }

    void tags(Run run, Map<String, String> tags) {
        logInPieces(run, "tags", tags(tags), MOST_TAGS);
    }

    void metrics(Run run, List<MlflowMetric> metrics) {
        logInPieces(run, "metrics", metrics.stream().map(MlflowMetric::written).toList(), MOST_METRICS);
    }

    private static List<Map<String, Object>> tags(Map<String, String> tags) {
        return pairs(tags, MlflowNames.LONGEST_TAG);
    }

    /** The first stays where two names become one: a parameter that is told twice with two values is refused. */
    private static List<Map<String, Object>> pairs(Map<String, String> texts, int longest) {
        Map<String, String> clean = new LinkedHashMap<>();
        texts.forEach((name, text) -> clean.putIfAbsent(MlflowNames.of(name), MlflowNames.cut(text, longest)));
        return clean.entrySet().stream()
                .map(entry -> Map.<String, Object>of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    private void logInPieces(Run run, String kind, List<Map<String, Object>> all, int most) {
        for (int from = 0; from < all.size(); from += most) {
            List<Map<String, Object>> piece = new ArrayList<>(all.subList(from, Math.min(all.size(), from + most)));
            http.post(API + "runs/log-batch", Map.of("run_id", run.id(), kind, piece))
                    .orFail();
        }
    }

    void end(Run run, Status status, long time) {
        http.post(API + "runs/update", Map.of("run_id", run.id(), "status", status.name(), "end_time", time))
                .orFail();
    }

    /**
     * Hands a file to the server, if the server takes files.
     *
     * @return why it does not; empty when it did
     */
    Optional<String> upload(Run run, String name, byte[] content) {
        if (!run.artifactUri().startsWith("mlflow-artifacts:/")
                || run.artifactUri().startsWith("mlflow-artifacts://")) {
            return Optional.of("it keeps files at " + run.artifactUri() + ", where only its own client can write");
        }
        String path = URI.create(run.artifactUri()).getPath() + "/" + name;
        String encoded = Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        Answer answer = http.put(ARTIFACTS + encoded, content);
        boolean without = answer.status() == 404 || answer.status() == 501;
        if (!without) {
            answer.orFail();
        }
        return without ? Optional.of("it was started without serving artifacts") : Optional.empty();
    }
}
