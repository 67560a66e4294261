package io.foldsync.nn;

/**
 * Gated recurrent units: {@code r, z = σ(W x + U h + b)}, {@code n = tanh(W x + b + r (U h + b'))}, {@code h' = (1 - z) n +
 * z h} from {@code h = 0}, {@code [b, l, d] -> [b, hidden]}, the last {@code h'}, or {@code [b, l, hidden]}, all of them.
 * {@code weight_ih_l0 [3 hidden, d]}, {@code weight_hh_l0 [3 hidden, hidden]}, {@code bias_ih_l0} and {@code bias_hh_l0 [3
 * hidden]}, gates in the order r, z, n; in the next layers {@code …_l1} and so on. As PyTorch's {@code
 * nn.GRU(batch_first=True)}, initialisation included, except that there is no dropout between layers: put {@link Dropout}
 * between two of these. Source: Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder", section
 * 2.3, with the reset gate where PyTorch has it.
 *
 * @param hidden features of the state
 * @param layers one reads what the other gives
 * @param returnSequence whether to give the state after every position, not the last alone
 */
public record Gru(int hidden, int layers, boolean returnSequence) implements Layer {
    private static final int GATES = 3;

    public Gru {
        Sizes.atLeast(1, "Gru.hidden", hidden);
        Sizes.atLeast(1, "Gru.layers", layers);
    }

    /** One layer that gives its last state. */
    public static Gru of(int hidden) {
        return new Gru(hidden, 1, false);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        Recurrence recurrence = new Recurrence("gru", GATES, hidden, layers, returnSequence);
        return recurrence.emit(to, x, recurrence.start(to), 1);
    }
}
