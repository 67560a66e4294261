package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/** How the signals of w models lie beside each other, for stacked texts: as channels of one signal, or apart. */
final class SideBySide {
    private SideBySide() {}

    /** {@code [b, w c, …]}, where grouped kernels want the models. Images lie so already. */
    static String asChannels(Emitter to, Signal x) {
        return x.shape().size() == 3
                ? x.variable()
                : "torch.reshape(torch.transpose(" + x + ", 0, 1), " + sizes(to.width(), x.shape()) + ")";
    }

    /** The signal whose expression is laid out as by {@link #asChannels}. */
    static Signal fromChannels(Emitter to, List<Integer> shape, String expression) {
        return to.signal(
                shape,
                shape.size() == 3
                        ? expression
                        : "torch.transpose(torch.reshape(" + expression + ", "
                                + sizes("[b, " + to.width() + ", ", shape) + "), 0, 1)");
    }

    /** {@code [w, b, shape…]}; {@link Emitter#stacked} is the way back. */
    static String apart(Emitter to, Signal x) {
        return x.shape().size() == 3
                ? "torch.transpose(torch.reshape(" + x + ", " + sizes("[b, " + to.width() + ", ", x.shape())
                        + "), 0, 1)"
                : x.variable();
    }

    /** An array {@code [w, c, …]} as {@code [w c, …]}. */
    static String joined(String array) {
        return "torch.flatten(" + array + ", 0, 1)";
    }

    /** {@code x Wᵀ + b} of each model's rows {@code [w, -1, in]}, in the type of products. */
    static String linear(Emitter to, Object x, int in, String weight, String bias) {
        String rows = to.products().low("torch.reshape(" + x + ", [" + to.width() + ", -1, " + in + "])");
        return "torch.baddbmm(torch.unsqueeze(" + to.products().low(bias) + ", 1), " + rows + ", torch.transpose("
                + to.products().low(weight) + ", 1, 2))";
    }

    private static String sizes(int width, List<Integer> shape) {
        List<Integer> joined = new ArrayList<>(shape);
        joined.set(0, width * shape.get(0));
        return sizes("[b, ", joined);
    }

    private static String sizes(String head, List<Integer> shape) {
        return head + shape.toString().substring(1);
    }
}
