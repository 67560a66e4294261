package io.foldsync.nn;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The text between the two linear maps of an attention layer, without parameters and so for all models at once: n = w b
 * rows, h heads of e features, l positions.
 *
 * @param q queries {@code [n, h, l, e]}, as keys {@code k} and values {@code v}
 * @param weights what the softmax gave, {@code [n, h, l, l]}
 * @param kept the weights after dropout, in the type of products as are {@code q}, {@code k}, {@code v} and {@code context}
 * @param mask of the dropout, where there is one
 * @param context what the heads saw, {@code [n, l, h e]}
 */
record AttentionText(
        Signal q, Signal k, Signal v, Signal weights, Signal kept, Optional<Signal> mask, Signal context, int heads) {

    /**
     * Writes the statements.
     *
     * @param qkv queries, keys and values beside each other, {@code [.., 3 h e]}
     */
    static AttentionText of(Emitter to, MultiheadSelfAttention layer, Signal x, Signal qkv) {
        int l = x.shape().get(0);
        int d = x.shape().get(1);
        int h = layer.heads();
        String split = "torch.reshape(" + qkv + ", [-1, " + l + ", 3, " + h + ", " + d / h + "])";
        String parts = to.variable();
        to.line(parts + " = torch.permute(" + split + ", [2, 0, 3, 1, 4])");
        List<Signal> part = IntStream.range(0, 3)
                .mapToObj(i -> to.named(List.of(h, l, d / h), "torch.select(" + parts + ", 0, " + i + ")"))
                .toList();
        String products = "torch.matmul(" + part.get(0) + ", torch.transpose(" + part.get(1) + ", 2, 3))";
        String scores = "torch.mul(" + to.products().full(products) + ", " + scale(d / h) + ")";
        Signal weights = to.named(List.of(h, l, l), "torch.softmax(" + scores + ", -1, None)");
        Optional<Signal> mask = mask(to, layer, l);
        Signal dropped = mask.map(m -> to.named(weights.shape(), "torch.mul(" + weights + ", " + m + ")"))
                .orElse(weights);
        Signal kept = new Signal(to.products().low(dropped.variable()), weights.shape());
        String seen = "torch.transpose(torch.matmul(" + kept + ", " + part.get(2) + "), 1, 2)";
        Signal context = to.named(x.shape(), "torch.reshape(" + seen + ", [-1, " + l + ", " + d + "])");
        return new AttentionText(part.get(0), part.get(1), part.get(2), weights, kept, mask, context, h);
    }

    /** Writes {@code dqkv [n, l, 3 h e]} from {@code dc [n, l, h e]}, the gradient of the context, both in the products' type. */
    void back(Gradients to) {
        int l = context.shape().get(0);
        int d = context.shape().get(1);
        int e = d / heads;
        to.line("dc = torch.transpose(torch.reshape(dc, [-1, " + l + ", " + heads + ", " + e + "]), 1, 2)");
        to.line("dv = torch.matmul(torch.transpose(" + kept + ", 2, 3), dc)");
        to.line("dw = " + to.products().full("torch.matmul(dc, torch.transpose(" + v + ", 2, 3))"));
        mask.ifPresent(m -> to.line("dw = torch.mul(dw, " + m + ")"));
        to.line("ds = torch.mul(torch._softmax_backward_data(dw, " + weights + ", -1, 6), " + scale(e) + ")");
        String ds = to.products().low("ds");
        to.line("dq = torch.matmul(" + ds + ", " + k + ")");
        to.line("dk = torch.matmul(torch.transpose(" + ds + ", 2, 3), " + q + ")");
        to.line("dqkv = torch.permute(torch.stack([dq, dk, dv], 0), [1, 3, 0, 2, 4])");
        to.line("dqkv = torch.reshape(dqkv, [-1, " + l + ", " + 3 * d + "])");
    }

    /** A mask of its own for each head, asked for as a sequence, since signals of three dimensions lie as images do. */
    private static Optional<Signal> mask(Emitter to, MultiheadSelfAttention layer, int l) {
        if (!to.training() || !Emitter.drops(layer.dropout())) {
            return Optional.empty();
        }
        int h = layer.heads();
        Signal mask = to.mask("", List.of(h, Math.multiplyExact(l, l)), layer.dropout());
        String variable = to.variable();
        to.line(variable + " = torch.reshape(" + mask + ", [-1, " + h + ", " + l + ", " + l + "])");
        return Optional.of(new Signal(variable, List.of(h, l, l)));
    }

    private static double scale(int e) {
        return 1 / StrictMath.sqrt(e);
    }
}
