package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.History;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryCsvTest {

    private static String csv(History history) throws IOException {
        StringBuilder out = new StringBuilder();
        HistoryCsv.write(history, out);
        return out.toString();
    }

    @Test
    void aRowAFoldAndEpochWithMeasuresInAscendingOrder() throws IOException {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_loss", (fold, epoch) -> 1.0 / (1 + epoch) + fold);
        curves.put("train_loss", (fold, epoch) -> fold == 1 && epoch == 1 ? Double.NaN : 0.5);
        assertThat(csv(FakeRun.history(2, 2, curves)))
                .isEqualTo(
                        """
                epoch,fold,lr,train_loss,val_loss
                0,0,0.001,0.5,1.0
                0,1,0.001,0.5,2.0
                1,0,0.001,0.5,0.5
                1,1,0.001,NaN,1.5
                """
                                .replace("\n", "\r\n"));
    }

    @Test
    void aRunWithoutEpochsHasAHeaderOnly() throws IOException {
        assertThat(csv(History.empty())).isEqualTo("epoch,fold,lr\r\n");
    }

    @Property
    void everyValueReadsBackTheSame(@ForAll @Size(6) List<Double> values) throws IOException {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_loss", (fold, epoch) -> values.get(fold * 2 + epoch));
        List<String> rows = csv(FakeRun.history(3, 2, curves)).lines().skip(1).toList();
        for (String row : rows) {
            String[] fields = row.split(",", -1);
            int epoch = Integer.parseInt(fields[0]);
            int fold = Integer.parseInt(fields[1]);
            assertThat(Double.parseDouble(fields[3])).isEqualTo(values.get(fold * 2 + epoch));
        }
        assertThat(rows).hasSize(6);
    }
}
