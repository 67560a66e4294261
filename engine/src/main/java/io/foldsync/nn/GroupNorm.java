package io.foldsync.nn;

import java.util.List;

/**
 * {@code y = (x - mean) / sqrt(variance + 1e-5) * weight + bias} with each row's own moments over each group of channels,
 * {@code [b, c, …] -> [b, c, …]}; {@code weight} and {@code bias} are {@code [c]}. As PyTorch's {@code nn.GroupNorm}.
 * Source: Wu and He 2018, "Group normalization", eqs. 1, 2 and 7.
 *
 * @param groups equal shares of the channels: 1 for all together, c for each by itself
 */
public record GroupNorm(int groups) implements Layer {

    public GroupNorm {
        Sizes.atLeast(1, "GroupNorm.groups", groups);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        int channels = channels(to, x);
        Arrays arrays = arrays(to, channels);
        String mean = to.variable();
        String inverse = to.variable();
        String whole = to.variable();
        to.line(whole + " = torch.contiguous(" + x + ")"); // the kernels take every array for contiguous
        String sizes = "b, " + channels + ", " + x.size() / channels + ", " + groups;
        return to.operation(
                x.shape(),
                List.of(to.variable(), mean, inverse),
                "torch.native_group_norm(" + whole + ", " + arrays.weight + ", " + arrays.bias + ", " + sizes
                        + ", 1e-05)",
                List.of(x),
                (back, y, dy) -> {
                    back.line("dx, dw, db, = torch.native_group_norm_backward(torch.contiguous(" + dy + "), " + whole
                            + ", " + mean + ", " + inverse + ", " + arrays.weight + ", " + sizes
                            + ", [True, True, True])");
                    back.parameter(arrays.weight, "dw");
                    back.parameter(arrays.bias, "db");
                    back.input(x, "dx");
                });
    }

    /** The groups of w models are w times as many groups. */
    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        Arrays arrays = arrays(to, channels(to, x));
        return SideBySide.fromChannels(
                to,
                x.shape(),
                "torch.group_norm(" + SideBySide.asChannels(to, x) + ", " + to.width() * groups + ", "
                        + SideBySide.joined(arrays.weight) + ", " + SideBySide.joined(arrays.bias) + ", 1e-05, True)");
    }

    private record Arrays(String weight, String bias) {}

    private static Arrays arrays(Emitter to, int channels) {
        List<Integer> shape = List.of(channels);
        return new Arrays(
                to.parameter("weight", shape, Initial.constant(1)), to.parameter("bias", shape, Initial.constant(0)));
    }

    private int channels(Emitter to, Signal x) {
        int channels = x.shape().get(0);
        if (channels % groups != 0) {
            throw to.fault(
                    "rows of shape " + x.shape() + " for " + groups + " groups",
                    "channels that " + groups + " divides",
                    "Choose other groups, or other channels before it.");
        }
        return channels;
    }
}
