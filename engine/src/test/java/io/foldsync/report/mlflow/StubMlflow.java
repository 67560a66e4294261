package io.foldsync.report.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A tracking server that takes the REST protocol at its word: unknown paths, methods and fields, missing ones, wrong types,
 * bad names, too much of anything and calls out of order are refused as MLflow refuses them, and written down as faults.
 */
public final class StubMlflow implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/2.0/mlflow/";

    /** A run as the server knows it. */
    static final class Run {
        String name = "";
        String status = "RUNNING";
        long start;
        long end;
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> params = new TreeMap<>();
        final List<JsonNode> metrics = new ArrayList<>();

        List<Double> values(String key) {
            return metrics.stream()
                    .filter(metric -> metric.get("key").asText().equals(key))
                    .map(metric -> metric.get("value").asDouble())
                    .toList();
        }
    }

    /** Does something before a call is carried out; says whether it has answered already. */
    interface Mischief {
        boolean at(HttpExchange call) throws IOException, InterruptedException;
    }

    final Map<String, String> experiments = new LinkedHashMap<>();
    final Map<String, Run> runs = Collections.synchronizedMap(new LinkedHashMap<>());
    public final Map<String, String> artifacts = new ConcurrentSkipListMap<>();
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    final Set<String> authorizations = Collections.synchronizedSet(new HashSet<>());
    final AtomicInteger counter = new AtomicInteger();
    volatile Mischief mischief = call -> false;
    volatile String artifactRoot = "mlflow-artifacts:/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public StubMlflow() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Run run(String name) {
        synchronized (runs) {
            return runs.values().stream()
                    .filter(run -> run.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange call) throws IOException {
        String what = call.getRequestMethod() + " " + call.getRequestURI().getPath();
        calls.add(what);
        authorizations.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
        try {
            if (mischief.at(call)) {
                return;
            }
            if (call.getRequestURI().getPath().startsWith("/api/2.0/mlflow-artifacts/artifacts/")) {
                artifact(call, what);
                return;
            }
            answer(call, 200, JSON.writeValueAsString(carriedOut(call, what)));
        } catch (Refusal e) {
            if (!e.expected) {
                faults.add(what + ": " + e.getMessage());
            }
            answer(
                    call,
                    e.status,
                    JSON.writeValueAsString(Map.of("error_code", e.code, "message", String.valueOf(e.getMessage()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            faults.add(what + ": " + e);
            throw e;
        } finally {
            call.close();
        }
    }

    static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
    }

    private void artifact(HttpExchange call, String what) throws IOException {
        if (!call.getRequestMethod().equals("PUT")) {
            throw invalid(what);
        }
        String path = call.getRequestURI().getPath().substring("/api/2.0/mlflow-artifacts/artifacts/".length());
        artifacts.put(path, new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(call, 200, "{}");
    }

    private Map<String, Object> carriedOut(HttpExchange call, String what) throws IOException {
        if (what.equals("GET " + API + "experiments/get-by-name")) {
            return experimentByName(call.getRequestURI().getRawQuery());
        }
        if (!call.getRequestMethod().equals("POST")
                || !"application/json".equals(call.getRequestHeaders().getFirst("Content-Type"))) {
            throw invalid("no such method, or no JSON");
        }
        Fields body = new Fields(JSON.readTree(call.getRequestBody()));
        return switch (call.getRequestURI().getPath().replace(API, "")) {
            case "experiments/create" -> createExperiment(body);
            case "runs/create" -> createRun(body);
            case "runs/log-batch" -> logBatch(body);
            case "runs/update" -> update(body);
            default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", what, false);
        };
    }

    private Map<String, Object> experimentByName(@Nullable String query) {
        if (query == null || !query.startsWith("experiment_name=")) {
            throw invalid("experiment_name is missing");
        }
        String id = experiments.get(
                URLDecoder.decode(query.substring("experiment_name=".length()), StandardCharsets.UTF_8));
        if (id == null) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no such experiment", true);
        }
        return Map.of("experiment", Map.of("experiment_id", id, "lifecycle_stage", "active"));
    }

    private Map<String, Object> createExperiment(Fields body) {
        String name = body.text("name");
        body.done();
        if (experiments.containsKey(name)) {
            throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", name, true);
        }
        String id = String.valueOf(counter.incrementAndGet());
        experiments.put(name, id);
        return Map.of("experiment_id", id);
    }

    private Map<String, Object> createRun(Fields body) {
        Run run = new Run();
        String experiment = body.text("experiment_id");
        if (!experiments.containsValue(experiment)) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "experiment " + experiment, false);
        }
        run.name = body.text("run_name");
        run.start = body.whole("start_time");
        body.pairs("tags", 20, 250, 5000).forEach(run.tags::put);
        body.done();
        String parent = run.tags.get("mlflow.parentRunId");
        if (!run.name.equals(run.tags.get("mlflow.runName")) || (parent != null && !runs.containsKey(parent))) {
            throw invalid("name or parent of " + run.tags);
        }
        String id = String.format("%032x", counter.incrementAndGet());
        runs.put(id, run);
        String uri = artifactRoot + experiment + "/" + id + "/artifacts";
        return Map.of("run", Map.of("info", Map.of("run_id", id, "artifact_uri", uri, "status", "RUNNING")));
    }

    private Map<String, Object> logBatch(Fields body) {
        Run run = known(body);
        if (!run.status.equals("RUNNING")) {
            throw invalid("the run has ended");
        }
        List<JsonNode> metrics = body.list("metrics", 1000);
        for (JsonNode metric : metrics) {
            Fields fields = new Fields(metric);
            fields.name("key");
            fields.number("value");
            fields.whole("timestamp");
            fields.whole("step");
            fields.done();
        }
        body.pairs("params", 100, 250, 500).forEach((key, value) -> {
            if (!run.params.getOrDefault(key, value).equals(value)) {
                throw invalid("param " + key + " has been told otherwise");
            }
            run.params.put(key, value);
        });
        run.tags.putAll(body.pairs("tags", 100, 250, 5000));
        body.done();
        run.metrics.addAll(metrics);
        return Map.of();
    }

    private Map<String, Object> update(Fields body) {
        Run run = known(body);
        String status = body.text("status");
        run.end = body.whole("end_time");
        body.done();
        if (!Set.of("FINISHED", "FAILED", "KILLED").contains(status) || !run.status.equals("RUNNING")) {
            throw invalid(run.status + " to " + status);
        }
        run.status = status;
        return Map.of("run_info", Map.of("status", status));
    }

    private Run known(Fields body) {
        String id = body.text("run_id");
        Run run = runs.get(id);
        if (run == null) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "run " + id, false);
        }
        return run;
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "INVALID_PARAMETER_VALUE", message, false);
    }

    /** An error answer. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;
        final boolean expected;

        Refusal(int status, String code, String message, boolean expected) {
            super(message);
            this.status = status;
            this.code = code;
            this.expected = expected;
        }
    }
}
