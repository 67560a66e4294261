package io.foldsync.jobs.config;

import io.foldsync.nn.Augmentation;
import io.foldsync.nn.Augmentation.BrightnessContrast;
import io.foldsync.nn.Augmentation.Gamma;
import io.foldsync.nn.Augmentation.ShiftScaleRotate;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an {@link Augmentation} is written: what is left out never happens; what a part leaves out takes its default. */
final class AugmentationConfig {
    private static final Bounds PROBABILITY = Bounds.upTo(0, 1);
    private static final Augmentation NONE = Augmentation.NONE;

    private AugmentationConfig() {}

    static Augmentation bind(Section section) {
        double horizontal = section.number("horizontalFlip", PROBABILITY).orElse(0.0);
        double vertical = section.number("verticalFlip", PROBABILITY).orElse(0.0);
        double turn = section.number("rotate90", PROBABILITY).orElse(0.0);
        ShiftScaleRotate moved = section.section("shiftScaleRotate")
                .map(AugmentationConfig::moved)
                .orElse(NONE.shiftScaleRotate());
        BrightnessContrast light = section.section("brightnessContrast")
                .map(AugmentationConfig::light)
                .orElse(NONE.brightnessContrast());
        Gamma gamma = section.section("gamma").map(part -> gamma(part, section)).orElse(NONE.gamma());
        double one = section.number("oneOf", PROBABILITY).orElse(0.0);
        double white = section.number("white", Bounds.above(0)).orElse(Augmentation.BY_TYPE);
        section.finish();
        if (one > 0 && (light.p() == 0 || gamma.p() == 0)) {
            section.conflict(
                    "oneOf",
                    "oneOf without two to choose from",
                    "brightnessContrast and gamma beside it, both of p above 0",
                    "Write both, or remove oneOf.");
            return NONE;
        }
        Augmentation told = new Augmentation(horizontal, vertical, turn, moved, light, gamma, one, white);
        return told.none() ? NONE : told;
    }

    private static ShiftScaleRotate moved(Section part) {
        ShiftScaleRotate moved = new ShiftScaleRotate(
                part.number("shift", PROBABILITY).orElse(0.1),
                part.number("scale", Bounds.between(0, 1)).orElse(0.1),
                part.number("degrees", Bounds.upTo(0, 180)).orElse(15.0),
                p(part));
        part.finish();
        return moved;
    }

    private static BrightnessContrast light(Section part) {
        BrightnessContrast light = new BrightnessContrast(
                part.number("brightness", PROBABILITY).orElse(0.2),
                part.number("contrast", PROBABILITY).orElse(0.2),
                p(part));
        part.finish();
        return light;
    }

    private static Gamma gamma(Section part, Section above) {
        double least = part.number("least", Bounds.above(0)).orElse(0.8);
        double most = part.number("most", Bounds.above(0)).orElse(Math.max(least, 1.2));
        double p = p(part);
        part.finish();
        if (most < least) {
            above.conflict("gamma", "least " + least + " above most " + most, "least up to most", "Exchange the two.");
            return NONE.gamma();
        }
        return new Gamma(least, most, p);
    }

    private static double p(Section part) {
        return part.number("p", PROBABILITY).orElse(0.5);
    }

    static Map<String, Object> written(Augmentation augmentation) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("horizontalFlip", augmentation.horizontalFlip());
        written.put("verticalFlip", augmentation.verticalFlip());
        written.put("rotate90", augmentation.rotate90());
        ShiftScaleRotate moved = augmentation.shiftScaleRotate();
        written.put(
                "shiftScaleRotate",
                numbers("shift", moved.shift(), "scale", moved.scale(), "degrees", moved.degrees(), "p", moved.p()));
        BrightnessContrast light = augmentation.brightnessContrast();
        written.put(
                "brightnessContrast",
                numbers("brightness", light.brightness(), "contrast", light.contrast(), "p", light.p()));
        Gamma gamma = augmentation.gamma();
        written.put("gamma", numbers("least", gamma.least(), "most", gamma.most(), "p", gamma.p()));
        written.put("oneOf", augmentation.oneOf());
        if (augmentation.white() != Augmentation.BY_TYPE) {
            written.put("white", augmentation.white());
        }
        return written;
    }

    private static Map<String, Object> numbers(Object... namesAndNumbers) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            numbers.put((String) namesAndNumbers[i], namesAndNumbers[i + 1]);
        }
        return numbers;
    }
}
