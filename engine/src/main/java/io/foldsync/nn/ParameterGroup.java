package io.foldsync.nn;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parameters that step alike, as PyTorch's parameter groups: all of a model, or those with weight decay and those without.
 *
 * @param suffix ends the names of the group's lists; empty for all
 * @param decays whether weight decay is for them
 * @param members where they stand among all parameters
 */
record ParameterGroup(String suffix, boolean decays, List<Integer> members) {

    /** The groups that have members. */
    static List<ParameterGroup> of(Steps steps, List<ArraySpec> parameters) {
        if (steps.decayNormAndBias()) {
            return List.of(new ParameterGroup("", true, members(parameters, spec -> true)));
        }
        return Stream.of(
                        new ParameterGroup("_decayed", true, members(parameters, ParameterGroup::mixes)),
                        new ParameterGroup("_plain", false, members(parameters, spec -> !mixes(spec))))
                .filter(group -> !group.members.isEmpty())
                .toList();
    }

    /** Matrices and kernels; not biases, nor scale and shift of norms, which may be of any shape but begin as 1 and 0. */
    private static boolean mixes(ArraySpec spec) {
        return spec.shape().size() > 1 && !spec.initial().same();
    }

    private static List<Integer> members(List<ArraySpec> parameters, Predicate<ArraySpec> in) {
        return IntStream.range(0, parameters.size())
                .filter(i -> in.test(parameters.get(i)))
                .boxed()
                .toList();
    }

    /** Whether it is not all of a model. */
    boolean partial() {
        return !suffix.isEmpty();
    }
}
