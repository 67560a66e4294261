package io.foldsync.jobs.config;

import io.foldsync.error.Fault;
import java.util.HashMap;
import java.util.Map;

/**
 * Where each key was written, for faults that only the data or the cluster bring to light: the engine says
 * {@code folds.k}, a person is told {@code job.yaml:9 folds.k}.
 */
public final class Places {
    private final String file;
    private final Map<String, String> places = new HashMap<>();

    Places(String file, Tree.Keys root) {
        this.file = file;
        root.entries().forEach((key, tree) -> collect(key, tree));
    }

    private void collect(String path, Tree tree) {
        places.put(path, tree.place());
        if (tree instanceof Tree.Keys keys) {
            keys.entries().forEach((key, below) -> collect(path + "." + key, below));
        } else if (tree instanceof Tree.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                collect(path + "[" + i + "]", list.items().get(i));
            }
        }
    }

    /** The fault, its {@code where} also saying where the key is written, if it begins with a key. */
    public Fault locate(Fault fault) {
        String key = fault.where().split(" ", 2)[0];
        String section = key.split("[.\\[]", 2)[0];
        if (!JobConfig.KEYS.contains(section)) {
            return fault;
        }
        String place = places.getOrDefault(key, file);
        return new Fault(fault.code(), place + " " + fault.where(), fault.found(), fault.expected(), fault.remedy());
    }
}
