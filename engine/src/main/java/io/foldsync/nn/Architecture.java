package io.foldsync.nn;

import java.util.List;

/**
 * A network's recipe as a list of layers, which is compiled; an extension point. Small and serializable: it travels to
 * executors, where networks are built.
 *
 * <p>A user's own architecture is a class with a public constructor without arguments, or one that takes a
 * {@code Map<String, String>} of the configuration's {@code model.options}.
 */
public non-sealed interface Architecture extends Network {

    /**
     * The layers, from input to logits.
     *
     * @param shape the shape of one row: {@code [d]}, {@code [l, d]} of a sequence, or {@code [channels, height, width]}
     * @param outputs c classes, or 1 for regression
     * @return layers that turn {@code [b, shape…]} into {@code [b, outputs]}
     */
    List<Layer> layers(List<Integer> shape, int outputs);
}
