package io.foldsync.nn;

import java.util.List;

/** What both batch norms write. */
final class BatchNorm {
    private BatchNorm() {}

    static Signal emit(Emitter to, int channels, Signal x) {
        List<Integer> shape = List.of(channels);
        String weight = to.parameter("weight", shape, Initial.constant(1));
        String bias = to.parameter("bias", shape, Initial.constant(0));
        String mean = to.buffer("running_mean", shape, 0);
        String variance = to.buffer("running_var", shape, 1);
        String batches = to.counter("num_batches_tracked"); // PyTorch's state_dict has it; nothing here reads it
        String mode = "False";
        if (to.training()) {
            to.needTwoRows();
            to.line("torch.add_(" + batches + ", 1)");
            mode = "True";
        }
        return to.signal(
                x.shape(),
                "torch.batch_norm(" + x + ", " + weight + ", " + bias + ", " + mean + ", " + variance + ", " + mode
                        + ", 0.1, 1e-05, True)");
    }
}
