package io.foldsync.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.spark.data.DataFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Equal configurations are written alike and reach a user's class alike, in every JVM. */
class OptionsOrderTest {
    private static final List<String> KEYS = List.of(
            "comment", "encoding", "escape", "header", "inferSchema", "locale", "mode", "nullValue", "quote", "sep");

    private static Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        KEYS.forEach(key -> options.put(key, "1"));
        return options;
    }

    @Test
    void optionsOfAClassAscend() {
        assertThat(new ModelConfig.OwnClass("x.Y", options()).options().keySet())
                .containsExactlyElementsOf(KEYS);
    }

    @Test
    void optionsOfAReaderAscend() {
        SourceConfig source = new SourceConfig(DataFormat.CSV, List.of("file:/rows.csv"), List.of(), options());
        assertThat(source.options().keySet()).containsExactlyElementsOf(KEYS);
    }
}
