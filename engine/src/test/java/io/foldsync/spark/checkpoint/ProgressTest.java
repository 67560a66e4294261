package io.foldsync.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.metric.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final double[] AWKWARD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0.1 + 0.2,
        Math.nextUp(1.0),
        Math.PI
    };

    private static Progress awkward() {
        TreeMap<String, Double> values = new TreeMap<>();
        TreeMap<String, Tally> tallies = new TreeMap<>();
        for (int i = 0; i < AWKWARD.length; i++) {
            values.put("val_" + i, AWKWARD[i]);
            tallies.put("val_" + i, Tally.of(AWKWARD));
        }
        Round round = new Round(
                new EpochOrder(0, Math.nextUp(1e-3)),
                List.of(new EpochReport(0, 0, values, tallies), new EpochReport(1, 0, values, tallies)));
        return new Progress(new History(List.of(round)), List.of(new FoldTiming(1, 0, 0.1, 1e-9, 7, "a, \"place\"")));
    }

    private static byte[] written(Progress progress) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        progress.write(out);
        return out.toByteArray();
    }

    private static String text(Progress progress) throws IOException {
        return new String(written(progress), StandardCharsets.UTF_8);
    }

    private static Progress read(String text) throws IOException {
        return Progress.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyNumberReadsBackToTheBit() throws IOException {
        Progress progress = awkward();
        Progress back = Progress.read(written(progress));
        assertThat(back).isEqualTo(progress);
        assertThat(back.history().last().reports().get(1).values()).hasSize(AWKWARD.length);
        for (int i = 0; i < AWKWARD.length; i++) {
            EpochReport report = back.history().last().reports().get(1);
            assertThat(Double.doubleToRawLongBits(report.value("val_" + i)))
                    .isEqualTo(Double.doubleToRawLongBits(AWKWARD[i]));
            assertThat(Double.doubleToRawLongBits(
                            Objects.requireNonNull(report.tallies().get("val_0"))
                                    .at(i)))
                    .isEqualTo(Double.doubleToRawLongBits(AWKWARD[i]));
        }
        assertThat(written(back)).isEqualTo(written(progress));
    }

    @Test
    void nothingIsAFileToo() throws IOException {
        assertThat(Progress.read(written(Progress.none()))).isEqualTo(Progress.none());
    }

    @Test
    void aKeyTooManyTooFewOrTwiceIsRefused() throws IOException {
        String good = text(awkward());
        assertThat(read(good)).isEqualTo(awkward());
        for (String bad : List.of(
                good.replaceFirst("\"fold\":0", "\"fold\":0,\"extra\":1"),
                good.replaceFirst("\"fold\":0,", ""),
                good.replaceFirst("\"fold\":0", "\"fold\":0,\"fold\":0"),
                good.replaceFirst("\"fold\":0", "\"fold\":null"),
                good.replaceFirst("\"fold\":0", "\"fold\":\"0\""),
                good.replaceFirst("\"fold\":0", "\"fold\":5"),
                good + "{}",
                good.substring(0, good.length() - 1))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }
}
