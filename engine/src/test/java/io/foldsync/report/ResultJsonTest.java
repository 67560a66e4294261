package io.foldsync.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.stats.MeasureResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    private static String json(RunRecord run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ResultJson.write(run, out);
        return out.toString(UTF_8);
    }

    private static RunRecord small(double second) {
        TreeMap<String, FakeRun.Curve> curves = new TreeMap<>();
        curves.put("val_accuracy", (fold, epoch) -> fold == 0 ? 0.5 : second);
        Confusion confusion = new Confusion(List.of("cat", "dög"), List.of(List.of(3.0, 1.0), List.of(0.0, 0.25)));
        return FakeRun.record(FakeRun.header(2, 4), FakeRun.history(2, 1, curves), Optional.of(confusion));
    }

    @Test
    void theFileIsTheSameByteForByte() throws IOException {
        assertThat(json(small(0.5)))
                .isEqualTo(
                        """
                {
                  "format" : "foldsync-result/1",
                  "title" : "digits-mlp",
                  "folds" : 2,
                  "epochsPlanned" : 4,
                  "epochsTrained" : 1,
                  "stopReason" : {
                    "code" : "epochs_done",
                    "text" : "1 epochs done"
                  },
                  "headline" : {
                    "measure" : "val_accuracy",
                    "direction" : "maximize"
                  },
                  "bestEpoch" : {
                    "epoch" : 0,
                    "mean" : 0.5,
                    "note" : "found by looking at the validation rows: its mean is optimistic and not the result"
                  },
                  "restoredEpoch" : null,
                  "measures" : {
                    "val_accuracy" : {
                      "mean" : 0.5,
                      "sd" : 0.0,
                      "min" : 0.5,
                      "max" : 0.5,
                      "values" : [ 0.5, 0.5 ],
                      "pooled" : 0.5,
                      "interval" : {
                        "lower" : 0.5,
                        "upper" : 0.5,
                        "level" : 0.95,
                        "method" : "corrected t"
                      }
                    }
                  },
                  "foldRows" : [ {
                    "train" : 1617,
                    "validate" : 180
                  }, {
                    "train" : 1617,
                    "validate" : 180
                  } ],
                  "confusion" : {
                    "classes" : [ "cat", "dög" ],
                    "weights" : [ [ 3.0, 1.0 ], [ 0.0, 0.25 ] ]
                  }
                }
                """);
    }

    @Test
    void whatIsNotFiniteIsNull() throws IOException {
        JsonNode result = new ObjectMapper().readTree(json(small(Double.NaN)));
        JsonNode accuracy = result.get("measures").get("val_accuracy");
        assertThat(accuracy.get("mean").isNull()).isTrue();
        assertThat(accuracy.get("values").get(0).doubleValue()).isEqualTo(0.5);
        assertThat(accuracy.get("values").get(1).isNull()).isTrue();
        assertThat(accuracy.get("interval").isNull()).isTrue();
        assertThat(result.get("bestEpoch").isNull()).isTrue();
    }

    @Test
    void numbersReadBackTheSame() throws IOException {
        RunRecord run = FakeRun.record(10, 20);
        JsonNode measures = new ObjectMapper().readTree(json(run)).get("measures");
        for (MeasureResult measure : run.measures()) {
            JsonNode values = measures.get(measure.name()).get("values");
            for (int fold = 0; fold < 10; fold++) {
                assertThat(values.get(fold).doubleValue())
                        .isEqualTo(measure.summary().values().get(fold));
            }
        }
    }
}
