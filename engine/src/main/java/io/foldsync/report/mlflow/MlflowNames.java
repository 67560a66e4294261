package io.foldsync.report.mlflow;

import java.util.regex.Pattern;

/** What MLflow accepts as names and values, on every server from 1.28 on; newer ones accept more. */
final class MlflowNames {
    static final int LONGEST_NAME = 250;
    static final int LONGEST_PARAMETER = 500;
    static final int LONGEST_TAG = 5000;

    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.\\- /]");

    private MlflowNames() {}

    /** The name with {@code _} for what MLflow refuses. */
    static String of(String name) {
        String clean = FOREIGN.matcher(name).replaceAll("_").replaceAll("//+", "/");
        String path = clean.replaceAll("^/|/$", "").replaceAll("(?<=^|/)\\.{1,2}(?=/|$)", "_");
        return cut(path.isEmpty() ? "_" : path, LONGEST_NAME);
    }

    /** The text, its end replaced by three dots when it is too long. */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }
}
