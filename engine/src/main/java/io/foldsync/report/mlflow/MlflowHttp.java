package io.foldsync.report.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a tracking server, and asks again, ever more slowly, while it cannot be reached or says that it is busy or broken. As
 * MLflow's own client it does so for every call: a call that was carried out although its answer was lost may be carried
 * out twice. Redirections are not followed, so that nobody else is told who asks.
 */
final class MlflowHttp {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowHttp.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * How long to wait, for what.
     *
     * @param answer for one answer
     * @param pause before asking again; each further one is twice as long
     * @param patience with a server that gives no answer, in all
     */
    record Waits(Duration answer, Duration pause, Duration patience) {
        static final Waits USUAL = new Waits(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMinutes(10));
    }

    private final MlflowAccess access;
    private final Waits waits;
    private final HttpClient client;

    MlflowHttp(MlflowAccess access, Waits waits) {
        this.access = access;
        this.waits = waits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(waits.answer())
                .build();
    }

    /** @param pathAndQuery below the server's address, encoded */
    Answer get(String pathAndQuery) {
        return ask(request(pathAndQuery).GET().build());
    }

    Answer post(String path, Map<String, ?> body) {
        try {
            BodyPublisher json = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            return ask(request(path)
                    .header("Content-Type", "application/json")
                    .POST(json)
                    .build());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer put(String path, byte[] body) {
        return ask(request(path)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.server() + pathAndQuery))
                .timeout(waits.answer());
        access.authorization().ifPresent(who -> request.header("Authorization", who));
        return request;
    }

    /**
     * @throws IllegalStateException when the server gives no answer for as long as there is patience, or the thread is told
     *     to stop
     */
    private Answer ask(HttpRequest request) {
        String call = request.method() + " " + request.uri().getPath();
        long giveUp = System.nanoTime() + waits.patience().toNanos();
        Duration pause = waits.pause();
        while (true) {
            String trouble;
            Optional<Duration> asked = Optional.empty();
            try {
                HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
                if (!PASSING.contains(response.statusCode())) {
                    return new Answer(call, response.statusCode(), json(response.body()));
                }
                trouble = "status " + response.statusCode();
                asked = retryAfter(response);
            } catch (IOException e) {
                trouble = e.toString();
            } catch (InterruptedException e) {
                throw stopped(call, e);
            }
            Duration wait = asked.orElse(pause);
            if (System.nanoTime() + wait.toNanos() - giveUp > 0) {
                throw new IllegalStateException("MLflow gave no answer to " + call + " for " + waits.patience()
                        + "; the last trouble: " + trouble);
            }
            LOG.debug("asking MLflow again in {}: {}, {}", wait, call, trouble);
            sleep(wait, call);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return read.isObject() ? read : JSON.createObjectNode();
        } catch (JsonProcessingException e) { // a page of some proxy between
            return JSON.createObjectNode();
        }
    }

    /** Seconds only; a date there is rare, and the usual pause does as well. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> shorter(Duration.ofSeconds(Long.parseLong(text)), LONGEST_PAUSE.multipliedBy(2)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void sleep(Duration time, String call) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw stopped(call, e);
        }
    }

    private static IllegalStateException stopped(String call, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("told to stop while MLflow was asked: " + call, cause);
    }
}
