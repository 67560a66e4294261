package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlopsTest {
    private static final Architecture MLP = new Mlp(List.of(256, 128), 0.5);

    @Test
    void denseNetworksCostThreeTimesTheirProductsLessTheInputGradientOfTheFirst() {
        assertThat(Flops.training(MLP, List.of(1, 28, 28), 10)).hasValue(1_007_104);
        assertThat(Flops.training(MLP, List.of(64), 10)).hasValue(269_824);
        assertThat(Flops.training(new Mlp(List.of(), 0), List.of(7), 3)).hasValue(2 * 2 * 7 * 3);
    }

    @Test
    void convolutionsCountAtEachPlaceAndShortcutsBesideTheirBodies() {
        assertThat(Flops.training(ResNet.of(), List.of(1, 28, 28), 10)).hasValue(241_751_808);
    }

    @Test
    void whatComesFirstNeedsNoInputGradientInABlockEither() {
        Architecture block = LayerList.of(Residual.of(new Linear(4), new Relu(), new Linear(4)), new Linear(2));
        assertThat(Flops.training(block, List.of(4), 2)).hasValue(2 * (2 * (16 + 16 + 8) + 16 + 8));
    }

    @Test
    void transformersCountEveryPositionAndTheProductsOfAttention() {
        int l = 5;
        int d = 4;
        long attention = 3L * l * d * d + 2L * l * l * d + (long) l * d * d;
        long block = attention + 2L * l * d * 8;
        Architecture transformer = new TransformerEncoder(9, d, 2, 2, 8, 0.1);
        assertThat(Flops.training(transformer, List.of(l), 3)).hasValue(6L * (2 * block + 3L * d));
        Architecture vectors = new TransformerEncoder(TransformerEncoder.VECTORS, d, 2, 2, 8, 0);
        assertThat(Flops.training(vectors, List.of(l, 7), 3)).hasValue(6L * (2 * block + 3L * d) + 4L * l * 7 * d);
    }

    @Test
    void poolsShrinkWhatFollows() {
        Architecture pooled =
                LayerList.of(new MaxPool2d(2, 2), new AvgPool2d(3, 1), new Flatten(), new Linear(Linear.OUTPUTS));
        assertThat(Flops.training(pooled, List.of(3, 8, 8), 5)).hasValue(2 * 2 * (3 * 2 * 2) * 5);
    }

    @Test
    void aLayerOfAnUnknownKindLeavesTheCountUnknown() {
        Layer own = (to, x) -> x;
        assertThat(Flops.training(LayerList.of(own, new Linear(1)), List.of(3), 1))
                .isEmpty();
    }
}
