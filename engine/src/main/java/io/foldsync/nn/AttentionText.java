package io.foldsync.nn;

import java.util.List;

/**
 * The text between the two linear maps of an attention layer, without parameters and so for all models at once: n = w b
 * rows, h heads of e features, l positions.
 *
 * @param q queries {@code [n, h, l, e]}, as keys {@code k} and values {@code v}
 * @param weights what the softmax gave, {@code [n, h, l, l]}
 * @param kept the weights after dropout
 * @param mask of the dropout, or nothing
 * @param context what the heads saw, {@code [n, l, h e]}
 */
record AttentionText(
        String q, String k, String v, String weights, String kept, String mask, String context, List<Integer> heads) {

    /**
     * Writes the statements.
     *
     * @param qkv queries, keys and values beside each other, {@code [.., 3 h e]}
     */
    static AttentionText of(Emitter to, MultiheadSelfAttention layer, Signal x, String qkv) {
        int l = x.shape().get(0);
        int d = x.shape().get(1);
        int h = layer.heads();
        String parts = named(
                to, "torch.permute(torch.reshape(" + qkv + ", [-1, " + l + ", 3, " + h + ", " + d / h + "]), [2, 0, 3, 1, 4])");
        String q = named(to, "torch.select(" + parts + ", 0, 0)");
        String k = named(to, "torch.select(" + parts + ", 0, 1)");
        String v = named(to, "torch.select(" + parts + ", 0, 2)");
        String scores = "torch.mul(torch.matmul(" + q + ", torch.transpose(" + k + ", 2, 3)), " + scale(d / h) + ")";
        String weights = named(to, "torch.softmax(" + scores + ", -1, None)");
        String mask = mask(to, layer, l);
        String kept = mask.isEmpty() ? weights : named(to, "torch.mul(" + weights + ", " + mask + ")");
        String context = named(
                to,
                "torch.reshape(torch.transpose(torch.matmul(" + kept + ", " + v + "), 1, 2), [-1, " + l + ", " + d + "])");
        return new AttentionText(q, k, v, weights, kept, mask, context, List.of(l, h, d / h));
    }

    /** Statements that give {@code dqkv [n, l, 3 h e]} from {@code dc [n, l, h e]}, the gradient of the context. */
    List<String> back() {
        int l = heads.get(0);
        int h = heads.get(1);
        int e = heads.get(2);
        return List.of(
                "dc = torch.transpose(torch.reshape(dc, [-1, " + l + ", " + h + ", " + e + "]), 1, 2)",
                "dv = torch.matmul(torch.transpose(" + kept + ", 2, 3), dc)",
                "dw = torch.matmul(dc, torch.transpose(" + v + ", 2, 3))",
                "dw = " + (mask.isEmpty() ? "dw" : "torch.mul(dw, " + mask + ")"),
                "ds = torch.mul(torch._softmax_backward_data(dw, " + weights + ", -1, 6), " + scale(e) + ")",
                "dq = torch.matmul(ds, " + k + ")",
                "dk = torch.matmul(torch.transpose(ds, 2, 3), " + q + ")",
                "dqkv = torch.reshape(torch.permute(torch.stack([dq, dk, dv], 0), [1, 3, 0, 2, 4]), [-1, " + l + ", "
                        + 3 * h * e + "])");
    }

    /** A mask of its own for each head, asked for as a sequence, since signals of three dimensions lie as images do. */
    private static String mask(Emitter to, MultiheadSelfAttention layer, int l) {
        if (!to.training() || !Emitter.drops(layer.dropout())) {
            return "";
        }
        Signal mask = to.mask("", List.of(layer.heads(), Math.multiplyExact(l, l)), layer.dropout());
        return named(to, "torch.reshape(" + mask + ", [-1, " + layer.heads() + ", " + l + ", " + l + "])");
    }

    private static double scale(int e) {
        return 1 / StrictMath.sqrt(e);
    }

    private static String named(Emitter to, String expression) {
        String variable = to.variable();
        to.line(variable + " = " + expression);
        return variable;
    }
}
