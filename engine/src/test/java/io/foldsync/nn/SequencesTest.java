package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.FeatureType;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.nn.ArraySpec.Role;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Layers of sequences as recipes: the names and beginnings of their arrays, and what they turn down. */
class SequencesTest {
    private static final Layer LAST = new Linear(Linear.OUTPUTS);

    @Test
    void arraysAreNamedAndBeginAsPyTorchs() {
        assertThat(arrays(LayerList.of(new MultiheadSelfAttention(2, 0), new MeanOverPositions(), LAST), 5, 4))
                .startsWith(
                        "0.in_proj_weight [12, 4] " + Initial.xavier(4, 12),
                        "0.in_proj_bias [12] " + Initial.constant(0),
                        "0.out_proj.weight [4, 4] " + Initial.fanIn(4),
                        "0.out_proj.bias [4] " + Initial.constant(0));
        String drawn = " " + Initial.fanIn(3);
        assertThat(arrays(LayerList.of(new Lstm(3, 2, false), LAST), 5, 4))
                .startsWith(
                        "0.weight_ih_l0 [12, 4]" + drawn,
                        "0.weight_hh_l0 [12, 3]" + drawn,
                        "0.bias_ih_l0 [12]" + drawn,
                        "0.bias_hh_l0 [12]" + drawn,
                        "0.weight_ih_l1 [12, 3]" + drawn,
                        "0.weight_hh_l1 [12, 3]" + drawn);
        assertThat(arrays(LayerList.of(Gru.of(3), LAST), 5, 4)).contains("0.weight_ih_l0 [9, 4]" + drawn);
        assertThat(arrays(LayerList.of(new Embedding(7, 2), new PositionalEmbedding(), new Flatten(), LAST), 5))
                .startsWith("0.weight [7, 2] " + Initial.normal(1), "1.weight [5, 2] " + Initial.normal(1));
    }

    @Test
    void aTransformerOfTokensBeginsWithATable() {
        assertThat(arrays(new TransformerEncoder(7, 4, 2, 1, 8, 0.1), 5))
                .extracting(array -> array.split(" ", 2)[0])
                .containsExactly(
                        "0.weight",
                        "3.body.0.weight",
                        "3.body.0.bias",
                        "3.body.1.in_proj_weight",
                        "3.body.1.in_proj_bias",
                        "3.body.1.out_proj.weight",
                        "3.body.1.out_proj.bias",
                        "4.body.0.weight",
                        "4.body.0.bias",
                        "4.body.1.weight",
                        "4.body.1.bias",
                        "4.body.4.weight",
                        "4.body.4.bias",
                        "5.weight",
                        "5.bias",
                        "7.weight",
                        "7.bias");
    }

    @Test
    void rowsOfOtherShapesAreTurnedDown() {
        for (Layer layer : List.of(
                new PositionalEncoding(),
                new PositionalEmbedding(),
                new MeanOverPositions(),
                new MultiheadSelfAttention(2, 0),
                Lstm.of(3),
                Gru.of(3))) {
            String place = "layer 0 " + layer.getClass().getSimpleName();
            refused(
                    () -> arrays(LayerList.of(layer, LAST), 8),
                    place + ": rows of shape [8]; expected rows of shape [l, d]");
            refused(() -> arrays(LayerList.of(layer, LAST), 1, 8, 8), place + ": rows of shape [1, 8, 8]");
        }
        refused(() -> arrays(LayerList.of(new Embedding(9, 2), LAST), 4, 2), "layer 0 Embedding: rows of shape [4, 2]");
        refused(
                () -> arrays(LayerList.of(new MultiheadSelfAttention(3, 0), LAST), 5, 4),
                "layer 0 MultiheadSelfAttention: 3 heads for rows of shape [5, 4]; expected heads that divide the 4");
    }

    @Test
    void aTransformerSaysWhichRowsItReads() {
        refused(
                () -> arrays(new TransformerEncoder(TransformerEncoder.VECTORS, 4, 2, 1, 8, 0), 8),
                "transformer 1 x 4-8, heads 2, dropout 0.0: rows of shape [8]; expected rows of shape [l, d]. Set data.shape");
        refused(
                () -> arrays(new TransformerEncoder(9, 4, 2, 1, 8, 0), 8, 2),
                "transformer of 9 tokens, 1 x 4-8, heads 2, dropout 0.0: rows of shape [8, 2]; expected rows of shape [l]");
    }

    @Test
    void numbersOutOfRangeAreFaultsOfTheConfiguration() {
        List<ThrowingCallable> wrong = List.of(
                () -> new Embedding(0, 1),
                () -> new Embedding((1 << 24) + 1, 1),
                () -> new Embedding(1 << 24, 1 << 7),
                () -> new MultiheadSelfAttention(0, 0),
                () -> new MultiheadSelfAttention(1, 1),
                () -> Lstm.of(0),
                () -> new Lstm(1, 0, false),
                () -> Gru.of(0),
                () -> new Gru(1, 0, false),
                () -> new TransformerEncoder(-1, 4, 2, 1, 8, 0),
                () -> new TransformerEncoder(0, 4, 3, 1, 8, 0),
                () -> new TransformerEncoder(0, 4, 2, 0, 8, 0));
        assertThat(wrong).allSatisfy(code -> assertThatThrownBy(code)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.CONFIG_OUT_OF_RANGE)));
    }

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.NETWORK_SHAPE));
    }

    private static List<String> arrays(Architecture network, Integer... shape) {
        ModelRecipe recipe = new ModelRecipe(network, Loss.CROSS_ENTROPY, Sgd.of(0.1), 8);
        Feed feed = new Feed(List.of(shape), FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu");
        return ProgramCompiler.compile(recipe, feed).arrays().stream()
                .filter(spec -> spec.role() == Role.PARAMETER)
                .map(spec -> spec.name() + " " + spec.shape() + " " + spec.initial())
                .toList();
    }
}
