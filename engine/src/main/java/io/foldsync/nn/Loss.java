package io.foldsync.nn;

/** What training makes small: the weighted mean over a batch, {@code sum(w l) / sum(w)}, of one of these. */
public enum Loss {
    /** {@code l = -log softmax(outputs)[target]}, for classes. As PyTorch's {@code nn.CrossEntropyLoss}. */
    CROSS_ENTROPY("cross_entropy"),
    /** {@code l = (output - target)²}, for numbers. As PyTorch's {@code nn.MSELoss}. */
    MEAN_SQUARED_ERROR("mse");

    private final String label;

    Loss(String label) {
        this.label = label;
    }

    /** Its name in configurations and results. */
    public String label() {
        return label;
    }
}
