package io.foldsync.nn;

import io.foldsync.nn.ArraySpec.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the emitters of one pass over a network share: the text so far and the arrays asked for. */
final class Sheet {
    final boolean training;
    final int outputs;
    final String device;
    final List<String> lines = new ArrayList<>();
    private final List<ArraySpec> parameters = new ArrayList<>();
    private final List<ArraySpec> buffers = new ArrayList<>();
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
        (spec.role() == Role.PARAMETER ? parameters : buffers).add(spec);
        return spec.variable();
    }

    List<ArraySpec> parameters() {
        return List.copyOf(parameters);
    }

    /** Parameters, then buffers, each as the layers asked for them. */
    List<ArraySpec> arrays() {
        return Stream.concat(parameters.stream(), buffers.stream()).toList();
    }
}
