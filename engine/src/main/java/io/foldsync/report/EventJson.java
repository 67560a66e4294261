package io.foldsync.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** One event as one line of JSON; numbers in the fewest digits that read back the same, null for those JSON lacks. */
final class EventJson {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** Writes the fields that follow {@code event} and {@code time}. */
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private EventJson() {}

    /** Appends the line. */
    static void line(ByteArrayOutputStream lines, String event, Instant time, Fields fields) {
        try (JsonGenerator json = JSON.createGenerator(lines)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            json.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
            fields.writeTo(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: it does not happen
        }
    }

    static void numbers(JsonGenerator json, String key, Map<String, Double> values) throws IOException {
        json.writeObjectFieldStart(key);
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            number(json, entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    static void number(JsonGenerator json, String key, double value) throws IOException {
        json.writeFieldName(key);
        if (Double.isFinite(value)) {
            json.writeNumber(ShortestDouble.text(value));
        } else {
            json.writeNull();
        }
    }
}
