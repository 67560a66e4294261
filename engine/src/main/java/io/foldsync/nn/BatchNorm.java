package io.foldsync.nn;

import java.util.List;

/** What both batch norms write. */
final class BatchNorm {
    private static final String NUMBERS = ", 0.1, 1e-05"; // momentum and eps, PyTorch's defaults

    private BatchNorm() {}

    static Signal emit(Emitter to, int channels, Signal x) {
        Arrays arrays = Arrays.of(to, channels);
        if (!to.training()) {
            return to.constant(x.shape(), arrays.call(x.variable(), false));
        }
        arrays.count(to);
        String mean = to.variable();
        String inverse = to.variable();
        return to.operation(
                x.shape(),
                List.of(to.variable(), mean, inverse),
                "torch.native_batch_norm(" + x + arrays.list() + ", True" + NUMBERS + ")",
                List.of(x),
                (back, y, dy) -> {
                    back.line("dx, dw, db, = torch.native_batch_norm_backward(" + dy + ", " + x + ", " + arrays.weight
                            + ", " + arrays.mean + ", " + arrays.variance + ", " + mean + ", " + inverse
                            + ", True, 1e-05, [True, True, True])");
                    back.parameter(arrays.weight, "dw");
                    back.parameter(arrays.bias, "db");
                    back.input(x, "dx");
                });
    }

    /** Channels of w models are w times as many channels: {@code [b, w c, …]}. */
    static Signal emitStacked(Emitter to, int channels, Signal x) {
        Arrays arrays = Arrays.of(to, channels);
        if (to.training()) {
            arrays.count(to);
        }
        String normal = arrays.flat().call(SideBySide.asChannels(to, x), to.training());
        return SideBySide.fromChannels(to, x.shape(), normal);
    }

    private record Arrays(String weight, String bias, String mean, String variance, String batches) {

        static Arrays of(Emitter to, int channels) {
            List<Integer> shape = List.of(channels);
            return new Arrays(
                    to.parameter("weight", shape, Initial.constant(1)),
                    to.parameter("bias", shape, Initial.constant(0)),
                    to.buffer("running_mean", shape, 0),
                    to.buffer("running_var", shape, 1),
                    to.counter("num_batches_tracked")); // PyTorch's state_dict has it; nothing here reads it
        }

        void count(Emitter to) {
            to.needTwoRows();
            to.line("torch.add_(" + batches + ", 1)");
        }

        /** The same arrays as {@code [w c]}. */
        Arrays flat() {
            return new Arrays(flat(weight), flat(bias), flat(mean), flat(variance), batches);
        }

        private static String flat(String array) {
            return "torch.view(" + array + ", [-1])";
        }

        String call(String x, boolean training) {
            return "torch.batch_norm(" + x + list() + ", " + (training ? "True" : "False") + NUMBERS + ", True)";
        }

        String list() {
            return ", " + weight + ", " + bias + ", " + mean + ", " + variance;
        }
    }
}
