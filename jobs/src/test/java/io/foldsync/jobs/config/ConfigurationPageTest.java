package io.foldsync.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of all configuration keys is today's.
 *
 * <p>After a change of keys: write a line about each new key in {@code keys.txt}, run this test with the environment variable
 * {@code FOLDSYNC_WRITE_PAGES=true}, and commit the page.
 */
class ConfigurationPageTest {
    private static final ConfigurationPage PAGE = new ConfigurationPage();

    @Test
    void everyKeyHasASentenceAndEverySentenceAKey() {
        assertThat(PAGE.unexplained())
                .as("keys to write or to remove in keys.txt")
                .isEmpty();
    }

    @Test
    void thePageIsTodays() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path beside = here.resolve("../engine/docs").normalize(); // Surefire runs in the module's folder
        Path docs = Files.isDirectory(beside) ? beside : here.resolve("engine/docs");
        Path page = docs.resolve("configuration.md");
        if ("true".equals(System.getenv("FOLDSYNC_WRITE_PAGES"))) {
            Files.writeString(page, PAGE.text());
        }
        assertThat(page).exists();
        assertThat(Files.readString(page)).as("engine/docs/configuration.md").isEqualTo(PAGE.text());
    }
}
