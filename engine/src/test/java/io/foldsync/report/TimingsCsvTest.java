package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.FoldTiming;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsCsvTest {

    @Test
    void rowsComeByEpochThenFoldAndPlacesAreQuotedWhereTheyMust() throws IOException {
        StringBuilder out = new StringBuilder();
        TimingsCsv.write(
                List.of(
                        new FoldTiming(1, 1, 0.25, 0.125, 80, "host \"a\", cpu"),
                        new FoldTiming(0, 1, 1.5, 0, 80, "host b"),
                        new FoldTiming(1, 0, 2, 1, 80, "")),
                out);
        assertThat(out.toString())
                .isEqualTo(
                        """
                epoch,fold,train_seconds,validate_seconds,train_rows,place
                0,1,2.0,1.0,80,
                1,0,1.5,0.0,80,host b
                1,1,0.25,0.125,80,"host ""a"", cpu"
                """
                                .replace("\n", "\r\n"));
    }
}
