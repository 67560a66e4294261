package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.jobs.config.DataConfig;
import io.foldsync.jobs.config.JobConfig;
import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.Setting;
import io.foldsync.spark.data.TableSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** Rows that may have several labels, as configurations describe them. */
class LabelColumnsTest {

    @Test
    void rowsMayHaveSeveralLabelsInAnyOfThreeForms() {
        TableSpec table = TableSpec.defaults();
        assertThat(table("data.label=[a, b]")).isEqualTo(table.withLabels("a", "b"));
        assertThat(table("data.label=[a]")).isEqualTo(table.withLabels("a"));
        assertThat(table("data.label=tags", "data.labelSeparator=' '"))
                .isEqualTo(table.withLabel("tags").withLabelSeparator(" "));
        assertThat(table("data.label=tags", "data.task=multilabel"))
                .isEqualTo(table.withLabel("tags").withTask(TableSpec.Task.MULTILABEL));
    }

    @Test
    void labelsAreWrittenAsTheyWereRead() {
        for (String setting : List.of("data.label=[a, b]", "data.label=[a]", "data.labelSeparator=' '")) {
            DataConfig data = job(setting).data();
            String written = new Dump(DumpSettings.builder().build())
                    .dumpToString(job(setting).written().get("data"));
            assertThat(job("data=" + written).data()).isEqualTo(data);
        }
    }

    private static TableSpec table(String... settings) {
        return Catalogue.table(job(settings).data(), job(settings).folds());
    }

    private static JobConfig job(String... settings) {
        String text = "{ data: { path: x.csv, label: label }, model: { architecture: resnet }, output: out }";
        List<Setting> over = Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .map(setting -> Setting.yaml("--set", setting[0], setting[1]))
                .toList();
        return JobFile.of("job.yaml", "file:/jobs/job.yaml", text, over, "file:/cwd")
                .config();
    }
}
