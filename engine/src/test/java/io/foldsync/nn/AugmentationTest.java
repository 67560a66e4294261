package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.data.FeatureType;
import io.foldsync.error.FoldSyncException;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each change does to the pixels of an image, by draws that the test chooses. */
@Tag("djl")
class AugmentationTest {
    private static final List<Integer> SHAPE = List.of(1, 2, 3);
    private static final float[] IMAGE = {1, 2, 3, 4, 5, 6};
    private static final Augmentation NONE = Augmentation.NONE;
    private static final short NEVER = Short.MAX_VALUE;
    private static final short ALWAYS = Short.MIN_VALUE;
    private static final Offset<Float> NEAR = within(1e-5f);
    private static NDManager manager;

    @BeforeAll
    static void begin() {
        Natives.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterAll
    static void end() {
        manager.close();
    }

    @Test
    void flipsMoveThePixelsExactly() {
        assertThat(changed(NONE.withHorizontalFlip(1), SHAPE, IMAGE)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(changed(NONE.withVerticalFlip(1), SHAPE, IMAGE)).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(changed(NONE.withVerticalFlip(1).withHorizontalFlip(1), SHAPE, IMAGE))
                .containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    void aFlipHappensWhereTheDrawIsBelowItsProbability() {
        Augmentation half = NONE.withHorizontalFlip(0.5);
        assertThat(changed(half, SHAPE, IMAGE, draws(0, (short) -1))).startsWith(3, 2, 1);
        assertThat(changed(half, SHAPE, IMAGE, draws(0, (short) 0))).startsWith(1, 2, 3);
    }

    @Test
    void quarterTurnsAreExactAndOfFourKinds() {
        Augmentation turn = NONE.withRotate90(1);
        List<Integer> square = List.of(1, 2, 2);
        float[] image = {1, 2, 3, 4};
        assertThat(changed(turn, square, image, draws(3, (short) 0))).containsExactly(1, 2, 3, 4);
        assertThat(changed(turn, square, image, draws(3, (short) 1))).containsExactly(2, 4, 1, 3);
        assertThat(changed(turn, square, image, draws(3, (short) 2))).containsExactly(4, 3, 2, 1);
        assertThat(changed(turn, square, image, draws(3, (short) -1))).containsExactly(3, 1, 4, 2);
    }

    @Test
    void shiftsBringZerosInFromOutside() {
        Augmentation third = NONE.withShiftScaleRotate(2.0 / 3, 0, 0, 1); // half of it is a pixel of three
        assertThat(changed(third, SHAPE, IMAGE, draws(5, (short) (1 << 14))))
                .containsExactly(new float[] {0, 1, 2, 0, 4, 5}, NEAR);
        Augmentation half = NONE.withShiftScaleRotate(1, 0, 0, 1);
        assertThat(changed(half, SHAPE, IMAGE, draws(6, (short) -(1 << 14))))
                .containsExactly(new float[] {4, 5, 6, 0, 0, 0}, NEAR);
    }

    @Test
    void rotationsAndScalesGoAboutTheMiddleAlsoOfImagesThatAreNotSquare() {
        float[] image = new float[3 * 5];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        List<Integer> wide = List.of(1, 3, 5);
        Augmentation turn = NONE.withShiftScaleRotate(0, 0, 180, 1);
        assertThat(changed(turn, wide, image, draws(8, ALWAYS)))
                .containsExactly(new float[] {14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0}, NEAR);
        assertThat(changed(turn, wide, image, draws(8, (short) (1 << 14)))) // a quarter turn against the clock
                .containsExactly(new float[] {0, 3, 8, 13, 0, 0, 2, 7, 12, 0, 0, 1, 6, 11, 0}, NEAR);
        Augmentation half = NONE.withShiftScaleRotate(0, 0.5, 0, 1);
        assertThat(changed(half, wide, image, draws(7, ALWAYS))) // half as large: every second pixel, about the middle
                .containsExactly(new float[] {0, 0, 0, 0, 0, 0, 5, 7, 9, 0, 0, 0, 0, 0, 0}, NEAR);
    }

    @Test
    void whatIsOutsideIsZeroAndWhatDoesNotHappenKeepsEveryBit() {
        Augmentation rarely = NONE.withShiftScaleRotate(0.3, 0.2, 40, 0.5)
                .withBrightnessContrast(0.2, 0.2, 0.5)
                .withGamma(0.5, 2, 0.5);
        float[] image = {0.1f, 0.2f, 0.3f, 0.4f, 0.7f, 1};
        assertThat(changed(rarely, SHAPE, image, draws(0, (short) 0))).containsExactly(image);
    }

    @Test
    void brightnessAndContrastAreOfTheWhiteThatTheTypeSays() {
        Augmentation light = NONE.withBrightnessContrast(0.2, 0.5, 1);
        float[] image = {0, 0.2f, 0.4f, 0.6f, 0.8f, 1};
        short[] draws = draws(10, (short) (1 << 14)); // brightness 0.1
        draws[11] = ALWAYS; // contrast -0.5
        assertThat(changed(light, SHAPE, image, draws))
                .containsExactly(new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, NEAR);
        assertThat(changed(light.withWhite(10), SHAPE, image, draws))
                .containsExactly(new float[] {1, 1.1f, 1.2f, 1.3f, 1.4f, 1.5f}, NEAR);
        draws[11] = NEVER; // contrast +0.5: limited
        assertThat(changed(light, SHAPE, image, draws)).containsExactly(new float[] {0.1f, 0.4f, 0.7f, 1, 1, 1}, NEAR);
    }

    @Test
    void gammaBendsBetweenBlackAndWhite() {
        Augmentation gamma = NONE.withGamma(2, 4, 1).withWhite(4);
        assertThat(changed(gamma, SHAPE, new float[] {0, 1, 2, 3, 4, 5}, draws(13, ALWAYS)))
                .containsExactly(new float[] {0, 0.25f, 1, 2.25f, 4, 4}, NEAR);
        assertThat(changed(gamma, SHAPE, new float[] {0, 1, 2, 3, 4, -1}, draws(13, (short) 0)))
                .containsExactly(new float[] {0, 0.0625f, 0.5f, 1.6875f, 4, 0}, NEAR);
    }

    @Test
    void oneOfTwoHappensNeverBoth() {
        Augmentation one =
                NONE.withBrightnessContrast(0, 1, 0.25).withGamma(2, 2, 0.75).withOneOf(0.5);
        float[] image = {0, 0.5f, 0, 0, 0, 0};
        short[] draws = draws(9, ALWAYS); // in the first quarter of one half
        draws[11] = ALWAYS; // contrast -1: black
        assertThat(changed(one, SHAPE, image, draws)[1]).isZero();
        draws[9] = (short) (-(1 << 15) + (1 << 13)); // beyond it
        assertThat(changed(one, SHAPE, image, draws)[1]).isEqualTo(0.25f, within(1e-6f));
        draws[9] = 0; // in the other half
        assertThat(changed(one, SHAPE, image, draws)[1]).isEqualTo(0.5f);
    }

    @Test
    void bytesAreWhiteAt255() {
        Augmentation light = NONE.withBrightnessContrast(1, 0, 1);
        short[] draws = draws(10, (short) (1 << 14));
        Feed feed = new Feed(SHAPE, FeatureType.UINT8, SmallRows.CLASSES, false, false, "cpu");
        assertThat(changed(light, feed, IMAGE, draws))
                .containsExactly(new float[] {128.5f, 129.5f, 130.5f, 131.5f, 132.5f, 133.5f}, NEAR);
    }

    @Test
    void rowsThatAreNoImagesAreRefused() {
        assertThatThrownBy(() -> changed(NONE.withHorizontalFlip(1), List.of(6), IMAGE))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("data.augmentation: rows of shape [6]; expected images");
        assertThatThrownBy(() -> changed(NONE.withRotate90(1), SHAPE, IMAGE))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("images of 2 x 3; expected images as high as wide");
        assertThatThrownBy(() -> NONE.withGamma(1, 2, 1).withOneOf(0.5))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageContaining("oneOf without two to choose from");
        assertThatThrownBy(() -> NONE.withHorizontalFlip(1.5)).isInstanceOf(FoldSyncException.class);
    }

    /** Draws of 0, but one. */
    private static short[] draws(int place, short draw) {
        short[] draws = new short[16];
        draws[place] = draw;
        return draws;
    }

    private static float[] changed(Augmentation augmentation, List<Integer> shape, float[] image) {
        return changed(augmentation, shape, image, draws(0, ALWAYS));
    }

    private static float[] changed(Augmentation augmentation, List<Integer> shape, float[] image, short[] draws) {
        return changed(
                augmentation,
                new Feed(shape, FeatureType.FLOAT32, SmallRows.CLASSES, false, false, "cpu"),
                image,
                draws);
    }

    /** Runs the statements on one image in a program of their own. */
    private static float[] changed(Augmentation augmentation, Feed feed, float[] image, short[] draws) {
        Sheet sheet = new Sheet(true, 1, 3, "cpu", Precision.FLOAT32);
        Signal changed =
                AugmentationText.of(augmentation, feed, Emitter.root(sheet), new Signal("x", List.of(image.length)));
        StringBuilder text = new StringBuilder(ProgramCompiler.HEAD)
                .append("  def change(self: __torch__.Program, x: Tensor, draws: Tensor) -> Tensor:\n")
                .append("    start = 0\n    end = 1\n");
        sheet.lines.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    return ")
                .append(changed)
                .append("\n  def forward(self: __torch__.Program, x: Tensor)")
                .append(" -> Tensor:\n    return x\n");
        int[] wide = IntStream.range(0, draws.length).map(i -> draws[i]).toArray();
        try (NativeProgram program = NativeProgram.open(manager, text.toString());
                NDArray words = manager.create(wide, new Shape(1, wide.length)).toType(DataType.INT32, false);
                NDArray x = manager.create(image, new Shape(1, image.length))) {
            return program.call("change", false, new NDList(x, words)).toFloatArray();
        }
    }
}
