package io.foldsync.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * What both recurrent layers write, with their differences as parts.
 *
 * @param kernel the engine's name for the whole loop over positions
 * @param gates g, maps of {@code hidden} features in one array
 */
record Recurrence(String kernel, int gates, int hidden, int layers, boolean returnSequence) {

    /** A variable for the state before the first position, {@code [layers, b, hidden]} of zeros. */
    String start(Emitter to) {
        String variable = to.variable();
        to.line(variable + " = torch.zeros([" + layers + ", b, " + hidden + "], dtype=6, device=\"" + to.device()
                + "\")");
        return to.products().low(variable);
    }

    /**
     * Writes the call.
     *
     * @param before the state, or a list of states, before the first position
     * @param states how many of them the kernel gives back
     */
    Signal emit(Emitter to, Signal x, String before, int states) {
        List<Integer> sequence = to.sequence(x);
        int l = sequence.get(0);
        List<String> results = new ArrayList<>(List.of(to.variable()));
        for (int i = 0; i < states; i++) {
            results.add(to.variable());
        }
        to.line(String.join(", ", results) + ", = torch." + kernel + "("
                + to.products().low(x.variable()) + ", " + before + ", "
                + arrays(to, sequence.get(1)) + ", True, " + layers + ", 0., " + (to.training() ? "True" : "False")
                + ", False, True)");
        String all = results.get(0);
        return returnSequence
                ? to.signal(List.of(l, hidden), to.products().full(all))
                : to.signal(List.of(hidden), to.products().full("torch.select(" + all + ", 1, " + (l - 1) + ")"));
    }

    /** The list of {@code W [g hidden, in]}, {@code U [g hidden, hidden]} and two biases, layer by layer. */
    private List<String> arrays(Emitter to, int features) {
        Initial initial = Initial.fanIn(hidden); // PyTorch draws all four alike
        int rows = Math.multiplyExact(gates, hidden);
        List<String> arrays = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int in = layer == 0 ? features : hidden;
            arrays.add(to.products().low(to.parameter("weight_ih_l" + layer, List.of(rows, in), initial)));
            arrays.add(to.products().low(to.parameter("weight_hh_l" + layer, List.of(rows, hidden), initial)));
            arrays.add(to.products().low(to.parameter("bias_ih_l" + layer, List.of(rows), initial)));
            arrays.add(to.products().low(to.parameter("bias_hh_l" + layer, List.of(rows), initial)));
        }
        return arrays;
    }
}
