package io.foldsync.nn;

import java.util.List;

/**
 * Each position looks at all of its row: {@code softmax(Q Kᵀ / sqrt(d / heads)) V} in each head, with {@code Q, K, V} and
 * the heads' sum linear, {@code [b, l, d] -> [b, l, d]}. {@code in_proj_weight [3 d, d]}, {@code in_proj_bias [3 d]},
 * {@code out_proj.weight [d, d]}, {@code out_proj.bias [d]}. As PyTorch's {@code nn.MultiheadAttention(d, heads, dropout,
 * batch_first=True)} of {@code (x, x, x)}, initialisation included, without masks. Source: Vaswani et al. 2017, "Attention
 * is all you need", section 3.2.
 *
 * <p>Memory: {@code b heads l²} numbers a step, and with dropout as many for each of the 16 steps of a run.
 *
 * @param heads a divisor of d
 * @param dropout the probability of an attention weight to be set to zero while training, in {@code [0, 1)}
 */
public record MultiheadSelfAttention(int heads, double dropout) implements Layer {

    public MultiheadSelfAttention {
        Sizes.atLeast(1, "MultiheadSelfAttention.heads", heads);
        Sizes.fraction("MultiheadSelfAttention.dropout", dropout);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        int d = features(to, x);
        Arrays arrays = Arrays.of(to, d);
        String given = to.products().low(x.variable());
        String in = to.products().low(arrays.inWeight);
        Signal qkv = to.named(
                wide(x, d),
                "torch.linear(" + given + ", " + in + ", " + to.products().low(arrays.inBias) + ")");
        AttentionText attention = AttentionText.of(to, this, x, qkv);
        String out = to.products().low(arrays.outWeight);
        return to.operation(
                x.shape(),
                to.products()
                        .full("torch.linear(" + attention.context() + ", " + out + ", "
                                + to.products().low(arrays.outBias) + ")"),
                List.of(x),
                (back, y, dy) -> {
                    String came = back.products().low(dy);
                    linear(back, came, attention.context().variable(), d, d, arrays.outWeight, arrays.outBias);
                    back.line("dc = torch.matmul(" + came + ", " + out + ")");
                    attention.back(back);
                    linear(back, "dqkv", given, d, 3 * d, arrays.inWeight, arrays.inBias);
                    back.input(x, back.products().full("torch.matmul(dqkv, " + in + ")"));
                });
    }

    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        int d = features(to, x);
        Arrays arrays = Arrays.of(to, d);
        Signal qkv = to.named(wide(x, d), SideBySide.linear(to, x, d, arrays.inWeight, arrays.inBias));
        Signal context = AttentionText.of(to, this, x, qkv).context();
        String y = SideBySide.linear(to, context, d, arrays.outWeight, arrays.outBias);
        return to.signal(x.shape(), to.products().full("torch.reshape(" + y + ", " + to.batch(x.shape()) + ")"));
    }

    private int features(Emitter to, Signal x) {
        int d = to.sequence(x).get(1);
        if (d % heads != 0) {
            throw to.fault(
                    heads + " heads for rows of shape " + x.shape(),
                    "heads that divide the " + d + " features",
                    "Choose another number of heads, or put a Linear layer before it.");
        }
        return d;
    }

    private static List<Integer> wide(Signal x, int d) {
        return List.of(x.shape().get(0), 3 * d);
    }

    private static void linear(Gradients back, String dy, String x, int in, int out, String weight, String bias) {
        back.line("dr = torch.reshape(" + dy + ", [-1, " + out + "])");
        back.parameter(
                weight, back.products().full("torch.mm(torch.t(dr), torch.reshape(" + x + ", [-1, " + in + "]))"));
        back.parameter(bias, back.products().full("torch.sum(dr, [0])"));
    }

    private record Arrays(String inWeight, String inBias, String outWeight, String outBias) {

        static Arrays of(Emitter to, int d) {
            return new Arrays(
                    to.parameter("in_proj_weight", List.of(3 * d, d), Initial.xavier(d, 3 * d)),
                    to.parameter("in_proj_bias", List.of(3 * d), Initial.constant(0)),
                    to.parameter("out_proj.weight", List.of(d, d), Initial.fanIn(d)),
                    to.parameter("out_proj.bias", List.of(d), Initial.constant(0)));
        }
    }
}
