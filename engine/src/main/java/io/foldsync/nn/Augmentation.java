package io.foldsync.nn;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.Serializable;
import java.util.List;

/**
 * How images are changed by chance before a network trains on them, each in every epoch anew; images that are validated or
 * predicted are never changed. Rows must have the shape {@code [channels, height, width]}. What is changed are the numbers as
 * they are stored, before {@link io.foldsync.data.Scaling}, in this order: flips, quarter turn, shift with scale and
 * rotation, brightness with contrast, gamma. What happens to a row is a function of fold, epoch and the row's place in the
 * epoch alone. As the transforms of these names in Albumentations, except that what moves in from outside is 0. Source: Buslaev
 * et al. 2020, "Albumentations: fast and flexible image augmentations".
 *
 * @param horizontalFlip the probability that left and right change places, in {@code [0, 1]}
 * @param verticalFlip the probability that above and below change places, in {@code [0, 1]}
 * @param rotate90 the probability of a turn by 0, 90, 180 or 270 degrees, each as likely; for images as high as wide
 * @param oneOf 0: brightness with contrast, and gamma, happen or not, each for itself. Else the probability that one of the
 *     two happens, which is chosen in proportion to their own probabilities
 * @param white the number of the brightest pixel, to which brightness and gamma refer: they first limit numbers to
 *     {@code [0, white]}. {@link #BY_TYPE} for 255 where features are bytes, and 1 elsewhere
 */
public record Augmentation(
        double horizontalFlip,
        double verticalFlip,
        double rotate90,
        ShiftScaleRotate shiftScaleRotate,
        BrightnessContrast brightnessContrast,
        Gamma gamma,
        double oneOf,
        double white)
        implements Serializable {

    /** {@code white} for the features' type. */
    public static final double BY_TYPE = 0;

    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(
            0, 0, 0, new ShiftScaleRotate(0, 0, 0, 0), new BrightnessContrast(0, 0, 0), new Gamma(1, 1, 0), 0, BY_TYPE);

    public Augmentation {
        Sizes.probability("Augmentation.horizontalFlip", horizontalFlip);
        Sizes.probability("Augmentation.verticalFlip", verticalFlip);
        Sizes.probability("Augmentation.rotate90", rotate90);
        Sizes.probability("Augmentation.oneOf", oneOf);
        Sizes.notNegative("Augmentation.white", white);
        if (oneOf > 0 && (brightnessContrast.p() == 0 || gamma.p() == 0)) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "data.augmentation.oneOf",
                    "oneOf without two to choose from",
                    "brightnessContrast and gamma beside it, both of p above 0",
                    "Write both, or remove oneOf.");
        }
    }

    /**
     * A shift, then one change of size and one rotation about the middle; bilinear, and 0 outside.
     *
     * @param shift the largest shift in each direction, in widths and heights of the image, in {@code [0, 1]}
     * @param scale the size is multiplied by {@code 1 - scale} to {@code 1 + scale}; in {@code [0, 1)}
     * @param degrees the largest rotation to either side, in {@code [0, 180]}
     * @param p the probability that this happens, in {@code [0, 1]}
     */
    public record ShiftScaleRotate(double shift, double scale, double degrees, double p) implements Serializable {
        public ShiftScaleRotate {
            Sizes.probability("ShiftScaleRotate.shift", shift);
            Sizes.fraction("ShiftScaleRotate.scale", scale);
            Sizes.probability("ShiftScaleRotate.degrees / 180", degrees / 180);
            Sizes.probability("ShiftScaleRotate.p", p);
        }
    }

    /**
     * {@code y = x (1 + c) + b white}, limited to {@code [0, white]}, with {@code c} and {@code b} uniform.
     *
     * @param brightness the largest {@code b} to either side, in {@code [0, 1]}
     * @param contrast the largest {@code c} to either side, in {@code [0, 1]}
     * @param p the probability that this happens, in {@code [0, 1]}
     */
    public record BrightnessContrast(double brightness, double contrast, double p) implements Serializable {
        public BrightnessContrast {
            Sizes.probability("BrightnessContrast.brightness", brightness);
            Sizes.probability("BrightnessContrast.contrast", contrast);
            Sizes.probability("BrightnessContrast.p", p);
        }
    }

    /**
     * {@code y = white (x / white)^g} with {@code g} uniform in {@code [least, most]}.
     *
     * @param least above 0; below 1 brightens
     * @param most at least {@code least}
     * @param p the probability that this happens, in {@code [0, 1]}
     */
    public record Gamma(double least, double most, double p) implements Serializable {
        public Gamma {
            Sizes.above0("Gamma.least", least);
            Sizes.above0("Gamma.most", most);
            Sizes.probability("Gamma.p", p);
            if (most < least) {
                throw FoldSyncException.of(
                        ErrorCode.CONFIG_CONFLICT,
                        "data.augmentation.gamma",
                        "least " + least + " above most " + most,
                        "least up to most",
                        "Exchange the two.");
            }
        }
    }

    public Augmentation withHorizontalFlip(double p) {
        return new Augmentation(p, verticalFlip, rotate90, shiftScaleRotate, brightnessContrast, gamma, oneOf, white);
    }

    public Augmentation withVerticalFlip(double p) {
        return new Augmentation(horizontalFlip, p, rotate90, shiftScaleRotate, brightnessContrast, gamma, oneOf, white);
    }

    public Augmentation withRotate90(double p) {
        return new Augmentation(
                horizontalFlip, verticalFlip, p, shiftScaleRotate, brightnessContrast, gamma, oneOf, white);
    }

    public Augmentation withShiftScaleRotate(double shift, double scale, double degrees, double p) {
        ShiftScaleRotate moved = new ShiftScaleRotate(shift, scale, degrees, p);
        return new Augmentation(horizontalFlip, verticalFlip, rotate90, moved, brightnessContrast, gamma, oneOf, white);
    }

    public Augmentation withBrightnessContrast(double brightness, double contrast, double p) {
        BrightnessContrast light = new BrightnessContrast(brightness, contrast, p);
        return new Augmentation(horizontalFlip, verticalFlip, rotate90, shiftScaleRotate, light, gamma, oneOf, white);
    }

    public Augmentation withGamma(double least, double most, double p) {
        Gamma curve = new Gamma(least, most, p);
        return new Augmentation(
                horizontalFlip, verticalFlip, rotate90, shiftScaleRotate, brightnessContrast, curve, oneOf, white);
    }

    /** With one of brightness with contrast and gamma, after both have been told. */
    public Augmentation withOneOf(double p) {
        return new Augmentation(
                horizontalFlip, verticalFlip, rotate90, shiftScaleRotate, brightnessContrast, gamma, p, white);
    }

    public Augmentation withWhite(double white) {
        return new Augmentation(
                horizontalFlip, verticalFlip, rotate90, shiftScaleRotate, brightnessContrast, gamma, oneOf, white);
    }

    /** Whether nothing ever happens. */
    public boolean none() {
        return horizontalFlip == 0
                && verticalFlip == 0
                && rotate90 == 0
                && shiftScaleRotate.p() == 0
                && brightnessContrast.p() == 0
                && gamma.p() == 0;
    }

    /**
     * Checks that rows can be changed so.
     *
     * @param shape of one row
     * @throws FoldSyncException {@code CONFIG_CONFLICT} if they are no images, or quarter turns would change their shape
     */
    void requireFits(List<Integer> shape) {
        if (none()) {
            return;
        }
        if (shape.size() != 3) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "data.augmentation",
                    "rows of shape " + shape,
                    "images, of shape [channels, height, width]",
                    "Set data.shape, or remove data.augmentation.");
        }
        if (rotate90 > 0 && !shape.get(1).equals(shape.get(2))) {
            throw FoldSyncException.of(
                    ErrorCode.CONFIG_CONFLICT,
                    "data.augmentation.rotate90",
                    "images of " + shape.get(1) + " x " + shape.get(2),
                    "images as high as wide, whose shape stays when they turn",
                    "Remove rotate90, or use shiftScaleRotate.");
        }
    }
}
