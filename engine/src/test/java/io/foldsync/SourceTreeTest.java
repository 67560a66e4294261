package io.foldsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bytecode cannot show: the length of files, their names, and a package-info beside them; in both modules. */
class SourceTreeTest {

    private static final int MAX_LINES = 300;
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(".*(Util|Utils|Common|Manager|Helper|Impl)\\.java|Abstract[A-Z].*\\.java");

    /** Every fault of a source folder; a folder that does not exist has none. */
    private static List<String> faults(Path sources, boolean packagesAreTold) throws IOException {
        List<String> faults = new ArrayList<>();
        if (!Files.exists(sources)) {
            return faults;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".java")).sorted()::iterator) {
                long lines = lines(file);
                if (lines > MAX_LINES) {
                    faults.add(file + " has " + lines + " lines; " + MAX_LINES + " are the most: one idea a file");
                }
                if (SAYS_NOTHING.matcher(file.getFileName().toString()).matches() && !isFixture(file)) {
                    faults.add(file + " has a name that says nothing: name it for the concept");
                }
                Path info = file.resolveSibling("package-info.java");
                if (packagesAreTold && !Files.exists(info)) {
                    faults.add(file + " has no package-info.java beside it");
                } else if (packagesAreTold && !Files.readString(info).contains("NullMarked")) {
                    faults.add(info + " does not say @NullMarked");
                }
            }
        }
        return faults;
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFixture(Path file) {
        return file.toString().contains("fixture");
    }

    @Test
    void sourcesAreShortWellNamedAndTheirPackagesAreTold() throws IOException {
        for (String module : List.of("../engine", "../jobs")) {
            assertThat(faults(Path.of(module, "src/main/java"), true)).isEmpty();
            assertThat(faults(Path.of(module, "src/test/java"), false)).isEmpty();
            assertThat(faults(Path.of(module, "src/jmh/java"), false)).isEmpty();
        }
        assertThat(Path.of("../engine/src/main/java/io/foldsync")).exists();
    }

    @Test
    void aLongFileABadNameAndAMissingPackageInfoAreSeen(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("StringUtils.java"), "\n".repeat(MAX_LINES + 1));
        assertThat(faults(folder, true))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("301 lines"))
                .anyMatch(fault -> fault.contains("name that says nothing"))
                .anyMatch(fault -> fault.contains("no package-info.java"));
        Files.writeString(folder.resolve("package-info.java"), "package nowhere;\n");
        assertThat(faults(folder, true)).anyMatch(fault -> fault.contains("does not say @NullMarked"));
    }
}
