package io.foldsync.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A configuration fit to be published: values whose keys say that they are secret are left out. */
final class Redaction {
    private static final String REDACTED = "(redacted)";

    /** {@code token} only at the end, so that {@code max_tokens} stays; else much like spark.redaction.regex. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)secret|passw(or)?d|passphrase|credential|(access|account|api)[._-]?key|token$");

    /** User and password that a URI may carry before its host; a name alone, as abfss: has, is no secret. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@:\\s]+:[^/@\\s]+(?=@)");

    private Redaction() {}

    /** The same keys; secrets replaced, in nested maps and lists too. */
    static Map<String, Object> of(Map<?, ?> configuration) {
        Map<String, Object> clean = new LinkedHashMap<>();
        configuration.forEach((key, value) -> {
            String name = String.valueOf(key);
            clean.put(name, SECRET.matcher(name).find() ? REDACTED : value(value));
        });
        return clean;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Redaction::value).toList();
        }
        return value instanceof String text ? USER_INFO.matcher(text).replaceAll(REDACTED) : value;
    }
}
