package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void secretsAreLeftOutHoweverDeepTheyLie() {
        Map<String, Object> written = Map.of(
                "data",
                Map.of(
                        "path",
                        List.of("s3a://key:hidden@bucket/rows.csv"),
                        "options",
                        Map.of("fs.s3a.secret.key", "hidden", "fs.s3a.access.key", "hidden", "password", "hidden")));
        assertThat(Redaction.of(written).toString())
                .doesNotContain("hidden")
                .contains("fs.s3a.secret.key=(redacted)", "s3a://(redacted)@bucket/rows.csv");
    }

    @Test
    void allElseStaysWordForWord() {
        Map<String, Object> written = Map.of(
                "seed", 3, "max_tokens", 512, "path", "abfss://container@account.dfs.core.windows.net/rows", "k", 5.5);
        assertThat(Redaction.of(written)).isEqualTo(written);
    }
}
