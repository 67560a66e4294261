package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Programs that are no browser know no variables, and would paint black what is coloured by them alone. */
class PictureCssTest {
    @Test
    void everyVariableFollowsTheColourThatItHasOnLightPaper() throws IOException {
        String css;
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("picture.css"))) {
            css = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> light = new TreeMap<>();
        Matcher colour = Pattern.compile("--(\\w+): (#\\w+);").matcher(css.substring(0, css.indexOf("@media")));
        while (colour.find()) {
            light.put(colour.group(1), colour.group(2));
        }
        assertThat(light).hasSize(8);

        Matcher use =
                Pattern.compile("([\\w-]+: )([^;{]*; \\1)?var\\(--(\\w+)\\)").matcher(css);
        int uses = 0;
        for (; use.find(); uses++) {
            assertThat(use.group(2)).as(use.group()).isEqualTo(light.get(use.group(3)) + "; " + use.group(1));
        }
        assertThat(uses).isPositive();
    }
}
