package io.foldsync.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.history.LrPiece.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

class LrShapeTest {
    private static final List<LrPiece> UP_AND_DOWN =
            List.of(new LrPiece(0, 1.5, Curve.LINEAR, 0, 3), new LrPiece(1.5, 4, Curve.COSINE, 3, 1));

    @Test
    void aConstantShapeIsTheSameAtEveryFraction() {
        LrShape shape = LrShape.constant(0.1);
        assertThat(shape.at(0)).isEqualTo(0.1);
        assertThat(shape.at(0.7)).isEqualTo(0.1);
        assertThat(shape.isConstant()).isTrue();
    }

    @Test
    void anEpochOfATimelineIsTheTimelineThere() {
        for (int epoch = 0; epoch < 6; epoch++) {
            LrShape shape = LrShape.of(UP_AND_DOWN, epoch);
            for (double fraction : new double[] {0, 0.25, 0.5, 0.75, 0.99}) {
                double time = epoch + fraction;
                LrPiece piece = UP_AND_DOWN.get(time < 1.5 ? 0 : 1);
                assertThat(shape.at(fraction)).isEqualTo(piece.at(time), within(1e-15));
            }
        }
    }

    @Test
    void anOrderCarriesOnlyThePiecesOfItsEpoch() {
        assertThat(LrShape.of(UP_AND_DOWN, 0).pieces()).hasSize(1);
        assertThat(LrShape.of(UP_AND_DOWN, 1).pieces()).hasSize(2);
        assertThat(LrShape.of(UP_AND_DOWN, 2).pieces()).hasSize(1);
        assertThat(LrShape.of(UP_AND_DOWN, 9).at(0)).isEqualTo(1);
        assertThat(LrShape.of(UP_AND_DOWN, 1).isConstant()).isFalse();
    }

    @Test
    void piecesStandStillOutsideTheirTimeAndEndExactly() {
        LrPiece piece = new LrPiece(1, 2, Curve.COSINE, 0.3, 0.1);
        assertThat(piece.at(0)).isEqualTo(0.3);
        assertThat(piece.at(1)).isEqualTo(0.3);
        assertThat(piece.at(1.5)).isEqualTo(0.2, within(1e-15));
        assertThat(piece.at(7)).isEqualTo(0.1);
    }

    @Test
    void impossiblePiecesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LrPiece(1, 1, Curve.LINEAR, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LrPiece(0, 1, Curve.LINEAR, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LrPiece(0, 1, Curve.LINEAR, 0, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new LrShape(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LrShape(List.of(UP_AND_DOWN.get(1), UP_AND_DOWN.get(0))));
    }
}
