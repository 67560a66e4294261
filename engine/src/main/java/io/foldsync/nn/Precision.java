package io.foldsync.nn;

/**
 * The type in which a network's products are computed: linear maps, convolutions and attention, forward and backward, in
 * training and evaluation. As PyTorch's {@code torch.autocast}: weights, gradients between layers, norms, softmax, losses,
 * optimizer and sums stay {@code float32}; what goes into a product is rounded to the type, weights once a batch, and what
 * comes out is {@code float32} again. Source: Micikevicius et al. 2018, "Mixed precision training", sections 3.1 and 3.3.
 */
public enum Precision {
    /** 24 significant bits: everything in one type. */
    FLOAT32(6),

    /** 8 significant bits and the range of {@code float32}, so that no gradient is lost. */
    BFLOAT16(15),

    /** 11 significant bits, from 6e-8 to 65,504: gradients are scaled on their way, see {@link LossScale}. */
    FLOAT16(5);

    private final int number;

    Precision(int number) {
        this.number = number;
    }

    /** Whether products are computed in another type than everything else. */
    boolean mixed() {
        return this != FLOAT32;
    }

    /** Whether the loss is scaled before it is differentiated. */
    boolean scalesLoss() {
        return this == FLOAT16;
    }

    /** An expression in this type, as program text. */
    String low(String expression) {
        return mixed() ? "torch.to(" + expression + ", " + number + ")" : expression;
    }

    /** An expression rounded to this type, in {@code float32}, as program text. */
    String rounded(String expression) {
        return full(low(expression));
    }

    /** An expression of this type as {@code float32}, as program text. */
    String full(String expression) {
        return mixed() ? "torch.to(" + expression + ", " + FLOAT32.number + ")" : expression;
    }
}
