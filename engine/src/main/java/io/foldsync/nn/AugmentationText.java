package io.foldsync.nn;

import io.foldsync.data.FeatureType;
import java.util.List;

/**
 * The statements that change a batch of images by chance, for one model or for several whose batches follow each other.
 * Flips and quarter turns move numbers and are exact; all else that moves is one affine map a row. A row to which something
 * does not happen keeps its numbers to the bit.
 */
final class AugmentationText {
    /** Draws are 16-bit integers, four of each word; each kind has its own, whether or not it is asked for. */
    private enum Draw {
        HORIZONTAL_FLIP(0),
        VERTICAL_FLIP(1),
        ROTATE90(2),
        TURNS(3),
        MOVE(4),
        SHIFT_X(5),
        SHIFT_Y(6),
        SCALE(7),
        ANGLE(8),
        LIGHT(9),
        BRIGHTNESS(10),
        CONTRAST(11),
        GAMMA(12),
        EXPONENT(13);

        private final int place;

        Draw(int place) {
            this.place = place;
        }
    }

    private static final int WORDS = 4;
    private static final int DRAWS = 4 * WORDS;
    private static final int HALF = 1 << 15;

    private final Augmentation augmentation;
    private final Emitter to;
    private final List<Integer> shape;
    private final double white;
    private final String draws;
    private Signal x;

    private AugmentationText(Augmentation augmentation, Feed feed, Emitter to, Signal x) {
        this.augmentation = augmentation;
        this.to = to;
        this.shape = feed.shape();
        this.white = augmentation.white() != Augmentation.BY_TYPE
                ? augmentation.white()
                : feed.type() == FeatureType.UINT8 ? 255 : 1;
        this.x = x;
        this.draws = to.variable();
    }

    /** Random words a row, which come before those of the dropouts. */
    static int words(Augmentation augmentation) {
        return augmentation.none() ? 0 : WORDS;
    }

    /**
     * Writes them.
     *
     * @param x {@code [n, d]}, of n = b rows, or w b
     * @return as {@code x}
     */
    static Signal of(Augmentation augmentation, Feed feed, Emitter to, Signal x) {
        augmentation.requireFits(feed.shape());
        if (augmentation.none() || !to.training()) {
            return x;
        }
        AugmentationText text = new AugmentationText(augmentation, feed, to, x);
        text.begin();
        text.exact();
        text.affine();
        text.light();
        return to.constant(x.shape(), "torch.flatten(" + text.x + ", 1)");
    }

    private void begin() {
        String mine = "torch.slice(draws, -1, 0, " + DRAWS + ")";
        String rows = to.width() == 1
                ? "torch.slice(" + mine + ", 0, start, end)"
                : "torch.reshape(torch.slice(" + mine + ", 1, start, end), [-1, " + DRAWS + "])";
        to.line(draws + " = torch.to(" + rows + ", 6)");
        image("torch.reshape(" + x + ", [-1, " + shape.get(0) + ", " + shape.get(1) + ", " + shape.get(2) + "])");
    }

    private void exact() {
        where(augmentation.horizontalFlip(), Draw.HORIZONTAL_FLIP, "torch.flip(" + x + ", [3])");
        where(augmentation.verticalFlip(), Draw.VERTICAL_FLIP, "torch.flip(" + x + ", [2])");
        if (augmentation.rotate90() > 0) {
            String turns = named("torch.remainder(" + column(Draw.TURNS) + ", 4)");
            String turned = happens(Draw.ROTATE90, augmentation.rotate90());
            String odd = "torch.eq(torch.remainder(" + turns + ", 2), 1)";
            String half = "torch.ge(" + turns + ", 2)";
            where("torch.logical_and(" + turned + ", " + odd + ")", "torch.rot90(" + x + ", 1, [2, 3])");
            where("torch.logical_and(" + turned + ", " + half + ")", "torch.flip(" + x + ", [2, 3])");
        }
    }

    /** The grid holds for each pixel of the result where it comes from, in units of half the image from its middle. */
    private void affine() {
        Augmentation.ShiftScaleRotate move = augmentation.shiftScaleRotate();
        if (move.p() == 0) {
            return;
        }
        double wider = (double) shape.get(2) / shape.get(1);
        String angle = named(uniform(Draw.ANGLE, StrictMath.toRadians(move.degrees())));
        String size = named("torch.reciprocal(torch.add(" + uniform(Draw.SCALE, move.scale()) + ", 1.))");
        String cos = named("torch.mul(torch.cos(" + angle + "), " + size + ")");
        String sin = named("torch.mul(torch.sin(" + angle + "), " + size + ")");
        String acrossX = named("torch.mul(" + sin + ", " + -1 / wider + ")");
        String acrossY = named("torch.mul(" + sin + ", " + wider + ")");
        String dx = named(uniform(Draw.SHIFT_X, 2 * move.shift()));
        String dy = named(uniform(Draw.SHIFT_Y, 2 * move.shift()));
        String fromX =
                "torch.neg(torch.add(torch.mul(" + cos + ", " + dx + "), torch.mul(" + acrossX + ", " + dy + ")))";
        String fromY =
                "torch.neg(torch.add(torch.mul(" + acrossY + ", " + dx + "), torch.mul(" + cos + ", " + dy + ")))";
        String map = named("torch.reshape(torch.cat([" + cos + ", " + acrossX + ", " + fromX + ", " + acrossY + ", "
                + cos + ", " + fromY + "], 1), [-1, 2, 3])");
        String grid = named("torch.affine_grid_generator(" + map + ", torch.size(" + x + "), False)");
        where(move.p(), Draw.MOVE, "torch.grid_sampler(" + x + ", " + grid + ", 0, 0, False)");
    }

    private void light() {
        Augmentation.BrightnessContrast light = augmentation.brightnessContrast();
        Augmentation.Gamma gamma = augmentation.gamma();
        double one = augmentation.oneOf();
        double share = one * light.p() / Math.max(Double.MIN_NORMAL, light.p() + gamma.p());
        if (light.p() > 0) {
            String factor = "torch.add(" + uniform(Draw.CONTRAST, light.contrast()) + ", 1.)";
            String more = uniform(Draw.BRIGHTNESS, light.brightness() * white);
            String lit = "torch.add(torch.mul(" + limited() + ", " + factor + "), " + more + ")";
            where(one > 0 ? share : light.p(), Draw.LIGHT, "torch.clamp(" + lit + ", 0., " + white + ")");
        }
        if (gamma.p() > 0) {
            double middle = (gamma.least() + gamma.most()) / 2;
            String exponent = "torch.add(" + uniform(Draw.EXPONENT, gamma.most() - middle) + ", " + middle + ")";
            String curved = "torch.mul(torch.pow(torch.div(" + limited() + ", " + white + "), " + exponent + "), "
                    + white + ")";
            String happens = one > 0
                    ? "torch.logical_and(torch.logical_not(" + happens(Draw.LIGHT, share) + "), "
                            + happens(Draw.LIGHT, one) + ")"
                    : happens(Draw.GAMMA, gamma.p());
            where(happens, curved);
        }
    }

    private String limited() {
        return "torch.clamp(" + x + ", 0., " + white + ")";
    }

    private void where(double p, Draw draw, String changed) {
        if (p > 0) {
            where(happens(draw, p), changed);
        }
    }

    private void where(String happens, String changed) {
        image("torch.where(" + happens + ", " + changed + ", " + x + ")");
    }

    private void image(String expression) {
        x = to.constant(shape, expression);
    }

    private String named(String expression) {
        String variable = to.variable();
        to.line(variable + " = " + expression);
        return variable;
    }

    /** {@code [n, 1, 1, 1]}, -32,768 to 32,767. */
    private String column(Draw draw) {
        return "torch.reshape(torch.select(" + draws + ", 1, " + draw.place + "), [-1, 1, 1, 1])";
    }

    private String happens(Draw draw, double p) {
        return "torch.lt(" + column(draw) + ", " + (double) (Math.round(2 * HALF * p) - HALF) + ")";
    }

    /** From {@code -most} to below {@code most}. */
    private String uniform(Draw draw, double most) {
        return "torch.mul(" + column(draw) + ", " + most / HALF + ")";
    }
}
