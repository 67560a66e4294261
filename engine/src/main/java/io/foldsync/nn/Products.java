package io.foldsync.nn;

import java.util.function.Consumer;

/**
 * How products are written in the type of the program's {@link Precision}: what goes in is {@link #low}, what comes out is
 * {@link #full}. In {@code float32} both leave text as it is.
 */
public final class Products {
    private final Sheet sheet;
    private final Consumer<String> lines;

    /** @param lines where statements go */
    Products(Sheet sheet, Consumer<String> lines) {
        this.sheet = sheet;
        this.lines = lines;
    }

    /** A variable that holds an expression as a product takes it. */
    public String low(String expression) {
        return named(expression, sheet.precision.low(expression));
    }

    /** What a product of {@link #low} ones gives, as {@code float32}. */
    public String full(String product) {
        return sheet.precision.full(product);
    }

    /**
     * As {@link #low}, for a convolution. On a CPU libtorch 2.7 has no kernels that convolve in {@code float16}, and a step
     * takes a hundred times as long; there, and in saved programs, which run anywhere, numbers are rounded to it and
     * convolved in {@code float32}, which is what such a kernel computes.
     */
    String convolved(String expression) {
        return named(expression, rounds() ? sheet.precision.rounded(expression) : sheet.precision.low(expression));
    }

    /** What a convolution of {@link #convolved} ones gives, as {@code float32}. */
    String fullConvolution(String product) {
        return rounds() ? sheet.precision.rounded(product) : full(product);
    }

    private boolean rounds() {
        return sheet.precision == Precision.FLOAT16 && !sheet.device.startsWith("cuda");
    }

    private String named(String expression, String cast) {
        if (!sheet.precision.mixed()) {
            return expression;
        }
        String variable = sheet.variable();
        lines.accept(variable + " = " + cast);
        return variable;
    }
}
