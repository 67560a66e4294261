package io.foldsync.nn;

/**
 * How a gradient goes back through one operation: the vector-Jacobian product, written as program text.
 *
 * <p>A network whose operations all have one needs no automatic differentiation: its program computes the gradients in
 * the order in which it names them, which spares the engine a tenth to a quarter of a small network's step.
 */
@FunctionalInterface
public interface Derivative {

    /**
     * Writes what reaches the inputs and parameters.
     *
     * @param to where their gradients go
     * @param y the operation's output
     * @param dy the variable that holds the gradient of the loss with respect to {@code y}, of the same shape
     */
    void back(Gradients to, String y, String dy);
}
