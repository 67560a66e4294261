package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class OutputFolderTest {

    @Test
    void filesAppearWholeBelowTheOutputUntilTheRunIsOver(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("run");
        try (OutputDirectory output = OutputDirectory.claim(root.toString(), new Configuration(), Resume.NEVER)) {
            OutputFolder logs = new OutputFolder(output);
            logs.write("tensorboard/mean/a", out -> out.write(new byte[] {1, 2}));
            logs.write("tensorboard/mean/a", out -> out.write(new byte[] {3}));
            assertThat(root.resolve("tensorboard/mean/a")).hasBinaryContent(new byte[] {3});
            assertThat(logs.read("tensorboard/mean/a")).hasValue(new byte[] {3});
            assertThat(logs.read("tensorboard/b")).isEmpty();
            logs.seal();
            assertThatThrownBy(() -> logs.write("late", out -> out.write(1)))
                    .hasMessage("the run is over; late comes too late");
        }
        assertThat(Files.exists(root.resolve("_staging"))).isFalse();
        assertThat(root.resolve("late")).doesNotExist();
    }
}
