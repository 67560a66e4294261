package io.foldsync.report.mlflow;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a server said that was reached and is well.
 *
 * @param call what was asked, for people
 * @param body of a JSON answer; an empty object for any other
 */
record Answer(String call, int status, JsonNode body) {
    private static final int LONGEST_MESSAGE = 300;

    boolean good() {
        return status >= 200 && status < 300;
    }

    /** Whether the server refused for this reason. */
    boolean refusedFor(String errorCode) {
        return !good() && body.path("error_code").asText().equals(errorCode);
    }

    /**
     * The body of a good answer.
     *
     * @throws IllegalStateException with the server's reason, when it refused
     */
    JsonNode orFail() {
        if (!good()) {
            String message = body.path("message").asText();
            throw new IllegalStateException("MLflow answered " + status + " "
                    + body.path("error_code").asText() + " to " + call + ": "
                    + message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
        }
        return body;
    }

    /**
     * A text that a good answer must hold.
     *
     * @param pointer where, as a JSON pointer
     */
    String text(String pointer) {
        String text = orFail().at(pointer).asText();
        if (text.isEmpty()) {
            throw new IllegalStateException("MLflow's answer to " + call + " has no " + pointer);
        }
        return text;
    }
}
