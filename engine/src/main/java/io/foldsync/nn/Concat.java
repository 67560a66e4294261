package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What several branches make of the same input, side by side along one dimension; in the others they must agree.
 * Parameters are named {@code branches.0.0.weight} and so on within it. As {@code torch.cat}. Source: Szegedy et al. 2015,
 * "Going deeper with convolutions", section 4; with an empty branch, which is the input itself, Huang et al. 2017,
 * "Densely connected convolutional networks", eq. 2.
 *
 * @param branches at least two
 * @param dim the dimension as PyTorch counts it, 1 for a row's first; or {@link #BY_RANK}
 */
public record Concat(List<Sequential> branches, int dim) implements Layer {
    /** The channels of images, the features of flat rows and of sequences {@code [t, d]}; not the channels of lines. */
    public static final int BY_RANK = 0;

    public Concat {
        branches = List.copyOf(branches);
        Sizes.atLeast(2, "Concat.branches", branches.size());
        Sizes.atLeast(0, "Concat.dim", dim);
    }

    /** Along the dimension that goes with the rank. */
    public static Concat of(Sequential... branches) {
        return new Concat(List.of(branches), BY_RANK);
    }

    public Concat withDim(int dim) {
        return new Concat(branches, dim);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Signal> parts = parts(to, x);
        int along = along(to, parts);
        return to.operation(
                shape(to, parts, along),
                "torch.cat(" + list(parts.stream().map(Signal::variable).toList()) + ", " + (along + 1) + ")",
                parts,
                (back, y, dy) -> {
                    int start = 0;
                    for (Signal part : parts) {
                        int size = part.shape().get(along);
                        back.input(part, "torch.narrow(" + dy + ", " + (along + 1) + ", " + start + ", " + size + ")");
                        start += size;
                    }
                });
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        List<Signal> parts = parts(to, x);
        int along = along(to, parts);
        List<Integer> shape = shape(to, parts, along);
        List<String> apart =
                parts.stream().map(part -> SideBySide.apart(to, part)).toList();
        return to.signal(shape, to.stacked(shape, "torch.cat(" + list(apart) + ", " + (along + 2) + ")"));
    }

    private List<Signal> parts(Emitter to, Signal x) {
        List<Signal> parts = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            parts.add(to.child("branches." + i, branches.get(i), x));
        }
        return parts;
    }

    /** The dimension of a row, from 0. */
    private int along(Emitter to, List<Signal> parts) {
        int rank = parts.get(0).shape().size();
        if (dim > rank) {
            throw to.fault(
                    "a branch that leaves shape " + parts.get(0).shape() + " for dim " + dim,
                    "a dim of 1 to " + rank,
                    "Choose another dim: 1 is a row's first dimension.");
        }
        if (dim == BY_RANK) {
            return rank == 2 ? 1 : 0;
        }
        return dim - 1;
    }

    private static List<Integer> shape(Emitter to, List<Signal> parts, int along) {
        List<Integer> shape = new ArrayList<>(parts.get(0).shape());
        int sum = 0;
        for (Signal part : parts) {
            int rank = part.shape().size();
            shape.set(along, along < rank ? part.shape().get(along) : 0);
            if (!part.shape().equals(shape)) {
                throw to.fault(
                        "branches that leave shapes "
                                + list(parts.stream()
                                        .map(one -> one.shape().toString())
                                        .toList()),
                        "shapes that differ in dimension " + (along + 1) + " alone",
                        "Give all branches the same strides and paddings, or choose another dim.");
            }
            sum = Math.addExact(sum, part.shape().get(along));
        }
        shape.set(along, sum);
        return shape;
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
