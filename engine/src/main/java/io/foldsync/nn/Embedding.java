package io.foldsync.nn;

import java.util.List;

/**
 * A learned vector for each token: rows of l token numbers, {@code [b, l] -> [b, l, features]}, {@code y[i] = W[x[i]]} with
 * {@code W [vocabulary, features]}. As PyTorch's {@code nn.Embedding}, initialisation included, except that tokens come as
 * the numbers of the data's rows, which must not be scaled. Source: Bengio et al. 2003, "A neural probabilistic language
 * model", section 2.
 *
 * <p>A number that is not a whole one of 0 to {@code vocabulary - 1} stops the training with {@code DATA_VALUE}.
 *
 * @param vocabulary how many tokens there are, at most 2^24, up to which a {@code float32} tells whole numbers apart
 */
public record Embedding(int vocabulary, int features) implements Layer {
    private static final int MOST = 1 << 24;

    public Embedding {
        Sizes.within(1, MOST, "Embedding.vocabulary", vocabulary);
        Sizes.within(1, Integer.MAX_VALUE / vocabulary, "Embedding.features", features);
    }

    @Override
    public Signal emit(Emitter to, Signal x) {
        List<Integer> shape = List.of(to.flat(x), features);
        String weight = weight(to);
        Signal tokens = tokens(to, x, "0");
        return to.operation(
                shape,
                lookup(weight, tokens),
                List.of(x),
                (back, y, dy) -> back.parameter(
                        weight,
                        "torch.embedding_dense_backward(" + dy + ", " + tokens + ", " + vocabulary + ", -1, False)"));
    }

    /** One table of all models' tokens: those of model m begin at {@code m vocabulary}. */
    @Override
    public Signal emitStacked(Emitter to, Signal x) {
        List<Integer> shape = List.of(to.flat(x), features);
        String weight = SideBySide.joined(weight(to));
        String models = "torch.arange(" + to.width() + ", dtype=4, layout=None, device=\"" + to.device() + "\")";
        String first = "torch.mul(torch.view(" + models + ", [-1, 1, 1]), " + vocabulary + ")";
        return to.signal(shape, lookup(weight, tokens(to, x, first)));
    }

    private String weight(Emitter to) {
        return to.parameter("weight", List.of(vocabulary, features), Initial.normal(1));
    }

    /**
     * Token numbers from where each model's begin, and -1 for what is no token: the engine turns that down, where a number
     * that was merely cut, or that is the next model's, would pass.
     */
    private Signal tokens(Emitter to, Signal x, String first) {
        String known = "torch.eq(" + x + ", torch.clamp(torch.floor(" + x + "), 0, " + (vocabulary - 1) + "))";
        String numbers = "torch.add(torch.to(" + x + ", 4), " + first + ")";
        return to.constant(x.shape(), "torch.where(" + known + ", " + numbers + ", -1)");
    }

    private static String lookup(String weight, Signal tokens) {
        return "torch.embedding(" + weight + ", " + tokens + ", -1, False, False)";
    }
}
