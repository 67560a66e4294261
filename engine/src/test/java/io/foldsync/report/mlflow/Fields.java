package io.foldsync.report.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a request, each asked for once; what nobody asked for is refused at the end. */
final class Fields {
    /** MLflow's {@code _VALID_PARAM_AND_METRIC_NAMES}. */
    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]{1,250}");

    private final JsonNode body;
    private final Set<String> asked = new HashSet<>();

    Fields(JsonNode body) {
        this.body = body;
    }

    private JsonNode field(String key) {
        asked.add(key);
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            throw StubMlflow.invalid(key + " is missing in " + body);
        }
        return value;
    }

    String text(String key) {
        JsonNode value = field(key);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw StubMlflow.invalid(key + " is no text: " + value);
        }
        return value.asText();
    }

    long whole(String key) {
        JsonNode value = field(key);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw StubMlflow.invalid(key + " is no whole number: " + value);
        }
        return value.asLong();
    }

    /** A number, or one of the texts that stand for those JSON lacks. */
    void number(String key) {
        JsonNode value = field(key);
        if (!value.isNumber() && !Set.of("NaN", "Infinity", "-Infinity").contains(value.asText())) {
            throw StubMlflow.invalid(key + " is no number: " + value);
        }
    }

    /** A name, which must be its own normal form as a path. */
    String name(String key) {
        String name = text(key);
        boolean normal = !name.startsWith("/") && !name.endsWith("/") && !name.contains("//");
        if (!NAME.matcher(name).matches() || !normal || name.matches("(.*/)?\\.{1,2}(/.*)?")) {
            throw StubMlflow.invalid("bad name " + name);
        }
        return name;
    }

    /** An array that may be left out, but not be empty. */
    List<JsonNode> list(String key, int most) {
        asked.add(key);
        List<JsonNode> items = new ArrayList<>();
        if (body.has(key)) {
            body.get(key).forEach(items::add);
            if (!body.get(key).isArray() || items.isEmpty() || items.size() > most) {
                throw StubMlflow.invalid("a batch logging request can contain at most " + most + " " + key);
            }
        }
        return items;
    }

    Map<String, String> pairs(String key, int most, int longestKey, int longestValue) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (JsonNode item : list(key, most)) {
            Fields pair = new Fields(item);
            String name = pair.name("key");
            JsonNode value = pair.field("value");
            pair.done();
            if (!value.isTextual() || value.asText().length() > longestValue || name.length() > longestKey) {
                throw StubMlflow.invalid(key + " " + name + " is too long or no text");
            }
            if (pairs.put(name, value.asText()) != null) {
                throw StubMlflow.invalid(key + " " + name + " twice");
            }
        }
        return pairs;
    }

    void done() {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw StubMlflow.invalid("no field " + name);
            }
        }
    }
}
