package io.foldsync.nn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the emitters of one pass over a network share: the text so far and the arrays asked for. */
final class Sheet {
    final boolean training;
    final int outputs;
    final String device;
    final List<String> lines = new ArrayList<>();
    final List<ArraySpec> arrays = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    int variables;
    int fewestRows = 1;
    boolean random;

    Sheet(boolean training, int outputs, String device) {
        this.training = training;
        this.outputs = outputs;
        this.device = device;
    }

    String array(ArraySpec spec) {
        if (!taken.add(spec.variable())) {
            throw new IllegalStateException("two arrays are called " + spec.name());
        }
        arrays.add(spec);
        return spec.variable();
    }
}
