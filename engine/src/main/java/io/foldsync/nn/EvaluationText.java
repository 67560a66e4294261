package io.foldsync.nn;

import java.util.List;

/** The text of {@code evaluate}: one loop over chunks of rows, no gradients, nothing changed. */
final class EvaluationText {
    private EvaluationText() {}

    static String of(Feed feed, Sheet network, Signal last, List<ArraySpec> arrays) {
        List<String> tensors = List.of("bounds", "rows", "features", "shift", "scale");
        StringBuilder text = new StringBuilder(Signature.method("evaluate", tensors, Signature.lists(arrays)));
        Signature.names(arrays).forEach(statement -> line(text, statement));
        line(text, "torch.set_grad_enabled(False)");
        line(
                text,
                "outputs = torch.empty([torch.size(rows, 0), " + network.outputs + "], dtype=6, device=\""
                        + feed.device() + "\")");
        line(text, "for i in range(torch.size(bounds, 0) - 1):");
        line(text, "  batch = torch.slice(rows, 0, int(bounds[i]), int(bounds[i + 1]))");
        line(text, "  b = torch.size(batch, 0)");
        network.lines.forEach(statement -> line(text, "  " + statement));
        line(text, "  h = " + last);
        line(text, "  torch.copy_(torch.slice(outputs, 0, int(bounds[i]), int(bounds[i + 1])), h)");
        line(text, "return outputs");
        return text.toString();
    }

    private static void line(StringBuilder text, String statement) {
        text.append("    ").append(statement).append('\n');
    }
}
