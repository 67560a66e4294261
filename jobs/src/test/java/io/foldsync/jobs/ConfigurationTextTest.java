package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTextTest {
    private final Configuration hadoop = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path directory;

    @Test
    void aPathWithoutASchemeIsOfThisMachineWhateverTheDefaultFileSystem() throws IOException {
        hadoop.set("fs.defaultFS", "hdfs://127.0.0.1:9");
        Path file = Files.writeString(directory.resolve("job.yaml"), "seed: 1");

        ConfigurationText text = ConfigurationText.read(file.toString(), hadoop);

        assertThat(text).isEqualTo(new ConfigurationText("file:" + file, "seed: 1"));
    }

    @Test
    void aUriIsReadThroughItsFileSystem() throws IOException {
        Path file = Files.writeString(directory.resolve("job.yaml"), "seed: 1");

        assertThat(ConfigurationText.read(file.toUri().toString(), hadoop).text())
                .isEqualTo("seed: 1");
    }

    @Test
    void whatCannotBeReadIsToldByItsCause() throws IOException {
        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xFF, 0, 1});
        Path large = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);

        refused(directory.resolve("missing.yaml").toString(), "no such file; expected");
        refused(directory.toString(), "a directory; expected");
        refused(binary.toString(), "bytes that are no text; expected");
        refused(large.toString(), "1048577 bytes; expected");
        refused("nofs://host/job.yaml", "no file system of that scheme; expected");
    }

    private void refused(String path, String told) {
        assertThatThrownBy(() -> ConfigurationText.read(path, hadoop))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageStartingWith(path + ": " + told);
    }
}
