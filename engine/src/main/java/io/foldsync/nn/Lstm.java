package io.foldsync.nn;

/**
 * Long short-term memory: {@code i, f, o = σ(W x + U h + b)}, {@code g = tanh(W x + U h + b)}, {@code c' = f c + i g},
 * {@code h' = o tanh(c')} from {@code h = c = 0}, {@code [b, l, d] -> [b, hidden]}, the last {@code h'}, or {@code [b, l,
 * hidden]}, all of them. {@code weight_ih_l0 [4 hidden, d]}, {@code weight_hh_l0 [4 hidden, hidden]}, {@code bias_ih_l0} and
 * {@code bias_hh_l0 [4 hidden]}, gates in the order i, f, g, o; in the next layers {@code …_l1} and so on. As PyTorch's
 * {@code nn.LSTM(batch_first=True)}, initialisation included, except that there is no dropout between layers: put {@link
 * Dropout} between two of these. Source: Hochreiter and Schmidhuber 1997, "Long short-term memory"; Gers et al. 2000 for
 * the forget gate.
 *
 * @param hidden features of the state
 * @param layers one reads what the other gives
 * @param returnSequence whether to give the state after every position, not the last alone
 */
public record Lstm(int hidden, int layers, boolean returnSequence) implements Layer {
    private static final int GATES = 4;

    public Lstm {
        Sizes.atLeast(1, "Lstm.hidden", hidden);
        Sizes.atLeast(1, "Lstm.layers", layers);
    }

    /** One layer that gives its last state. */
    public static Lstm of(int hidden) {
        return new Lstm(hidden, 1, false);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Recurrence recurrence = new Recurrence("lstm", GATES, hidden, layers, returnSequence);
        String zeros = recurrence.start(to);
        return recurrence.emit(to, x, "[" + zeros + ", " + zeros + "]", 2);
    }
}
