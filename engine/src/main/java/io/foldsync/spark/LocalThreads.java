package io.foldsync.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many threads a local master grants. Not the default parallelism, which users set for other reasons. */
public final class LocalThreads {
    private static final Pattern GRANTED = Pattern.compile("local\\[(\\d+|\\*)(?:,\\s*\\d+)?]");

    private LocalThreads() {}

    /** N of {@code local[N]}, the processors of this machine for {@code local[*]}, 1 for {@code local}. */
    public static int of(String master) {
        Matcher granted = GRANTED.matcher(master);
        if (!granted.matches()) {
            return 1;
        }
        return granted.group(1).equals("*")
                ? Runtime.getRuntime().availableProcessors()
                : Integer.parseInt(granted.group(1));
    }
}
