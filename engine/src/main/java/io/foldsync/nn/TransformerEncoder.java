package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer that reads a sequence at once: an {@link Embedding} of rows {@code [l]} of tokens, or a {@link Linear} map of
 * the vectors of rows {@code [l, d]}; {@link PositionalEncoding} and dropout; blocks of attention and of two linear layers
 * with GELU, each added to what it reads normalised; a last {@link LayerNorm}, the mean over positions, and a linear layer.
 * As PyTorch's {@code nn.TransformerEncoder} of layers with {@code norm_first=True, activation="gelu"} and a norm at the
 * end. Source: Vaswani et al. 2017, "Attention is all you need", section 3; Xiong et al. 2020, "On layer normalization in
 * the transformer architecture", figure 1b.
 *
 * @param vocabulary the number of tokens; {@link #VECTORS} where rows are sequences of vectors
 * @param features d of every position within
 * @param heads of each attention; a divisor of the features
 * @param depth the number of blocks
 * @param feedforward features between the two linear layers of a block
 * @param dropout the probability of {@link Dropout} after the positions, on the attention's weights, after GELU and before
 *     each sum
 */
public record TransformerEncoder(int vocabulary, int features, int heads, int depth, int feedforward, double dropout)
        implements Architecture {
    /** Rows are sequences of vectors, not of tokens. */
    public static final int VECTORS = 0;

    public TransformerEncoder {
        Sizes.atLeast(VECTORS, "TransformerEncoder.vocabulary", vocabulary);
        Sizes.atLeast(1, "TransformerEncoder.features", features);
        Sizes.divisor(features, "TransformerEncoder.heads", heads);
        Sizes.atLeast(1, "TransformerEncoder.depth", depth);
        Sizes.atLeast(1, "TransformerEncoder.feedforward", feedforward);
        Sizes.fraction("TransformerEncoder.dropout", dropout);
    }

    @Override
    public String describe() {
        String input = vocabulary == VECTORS ? "" : "of " + vocabulary + " tokens, ";
        return "transformer " + input + depth + " x " + features + "-" + feedforward + ", heads " + heads + ", dropout "
                + dropout;
    }

    @Override
    public List<Layer> layers(List<Integer> shape, int outputs) {
        List<Layer> layers = new ArrayList<>();
        layers.add(input(shape));
        layers.add(new PositionalEncoding());
        layers.add(new Dropout(dropout));
        for (int block = 0; block < depth; block++) {
            layers.add(Residual.of(new LayerNorm(), new MultiheadSelfAttention(heads, dropout), new Dropout(dropout)));
            layers.add(Residual.of(
                    new LayerNorm(),
                    new Linear(feedforward),
                    new Gelu(),
                    new Dropout(dropout),
                    new Linear(features),
                    new Dropout(dropout)));
        }
        layers.add(new LayerNorm());
        layers.add(new MeanOverPositions());
        layers.add(new Linear(Linear.OUTPUTS));
        return layers;
    }

    private Layer input(List<Integer> shape) {
        boolean tokens = vocabulary != VECTORS;
        if (shape.size() != (tokens ? 1 : 2)) {
            throw FoldSyncException.of(
                    ErrorCode.NETWORK_SHAPE,
                    describe(),
                    "rows of shape " + shape,
                    tokens ? "rows of shape [l], of token numbers" : "rows of shape [l, d]",
                    tokens
                            ? "Leave out the vocabulary, or data.shape."
                            : "Set data.shape to [positions, features], or say the vocabulary if features are tokens.");
        }
        return tokens ? new Embedding(vocabulary, features) : new Linear(features);
    }
}
