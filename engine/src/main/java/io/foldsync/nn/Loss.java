package io.foldsync.nn;

import io.foldsync.data.Target;

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

    /** Whether it can measure outputs against such targets. */
    boolean fits(Target target) {
        return (target instanceof Target.Classes) == (this == CROSS_ENTROPY);
    }

    /** An expression {@code [n]}: one loss a row, from outputs {@code h [n, outputs]} and targets {@code y [n]}. */
    String rows() {
        return switch (this) {
            case CROSS_ENTROPY -> "torch.cross_entropy_loss(h, y, None, 0, -100, 0.)";
            case MEAN_SQUARED_ERROR -> "torch.mse_loss(torch.flatten(h), y, 0)";
        };
    }
}
