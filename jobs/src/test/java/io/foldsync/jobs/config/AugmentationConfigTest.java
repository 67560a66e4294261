package io.foldsync.jobs.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.nn.Augmentation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AugmentationConfigTest {
    @Test
    void whatIsLeftOutNeverHappens() {
        assertThat(bind("")).isEqualTo(Augmentation.NONE);
        assertThat(bind("augmentation: {}")).isEqualTo(Augmentation.NONE);
        assertThat(bind("augmentation: { horizontalFlip: 0.5 }")).isEqualTo(Augmentation.NONE.withHorizontalFlip(0.5));
    }

    @Test
    void whatAPartLeavesOutTakesItsDefault() {
        assertThat(bind("augmentation: { shiftScaleRotate: {}, brightnessContrast: {}, gamma: {} }"))
                .isEqualTo(Augmentation.NONE
                        .withShiftScaleRotate(0.1, 0.1, 15, 0.5)
                        .withBrightnessContrast(0.2, 0.2, 0.5)
                        .withGamma(0.8, 1.2, 0.5));
    }

    @Test
    void everythingIsTheConfiguredAndIsWrittenAsItBinds() {
        JobConfig job = job(
                """
                augmentation:
                  horizontalFlip: 1
                  verticalFlip: 0.25
                  rotate90: 0.75
                  shiftScaleRotate: { shift: 0.2, scale: 0.3, degrees: 180, p: 1 }
                  brightnessContrast: { brightness: 0.4, contrast: 0.5, p: 0.6 }
                  gamma: { least: 0.5, most: 2, p: 0.7 }
                  oneOf: 0.8
                  white: 16
                """
                        .indent(2));

        assertThat(job.data().augmentation())
                .isEqualTo(Augmentation.NONE
                        .withHorizontalFlip(1)
                        .withVerticalFlip(0.25)
                        .withRotate90(0.75)
                        .withShiftScaleRotate(0.2, 0.3, 180, 1)
                        .withBrightnessContrast(0.4, 0.5, 0.6)
                        .withGamma(0.5, 2, 0.7)
                        .withOneOf(0.8)
                        .withWhite(16));
        Object written = requireNonNull(
                requireNonNull((Map<?, ?>) job.written().get("data")).get("augmentation"));
        assertThat(bind("augmentation: " + written.toString().replace("=", ": ")))
                .isEqualTo(job.data().augmentation());
    }

    private static Augmentation bind(String augmentation) {
        return job("  " + augmentation + "\n").data().augmentation();
    }

    private static JobConfig job(String augmentation) {
        String text = "data:\n  path: x.csv\n  label: label\n  shape: [1, 8, 8]\n" + augmentation
                + "model: { architecture: resnet }\noutput: out\n";
        return JobFile.of("job.yaml", "file:/jobs/job.yaml", text, List.of(), "file:/cwd")
                .config();
    }
}
