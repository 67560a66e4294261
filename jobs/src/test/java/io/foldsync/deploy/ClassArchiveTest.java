package io.foldsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foldsync archive} in a tree that looks built, with a Java that prints its arguments and records nothing but a name. */
class ClassArchiveTest {
    private static final String CLASS_PATH = "<-cp><%s/conf/:%s/deploy/spark-home/target/jars/*>";

    @TempDir
    Path folder;

    private Path root;
    private Path home;

    @BeforeEach
    void tree() throws IOException {
        root = folder.toRealPath().resolve("root");
        home = root.resolve("deploy/spark-home/target");
        for (String path :
                List.of("engine/src/main", "jobs/src/main", "conf", "deploy/spark-home/target/jars", "bin")) {
            Files.createDirectories(root.resolve(path));
        }
        for (String path : List.of("pom.xml", "engine/pom.xml", "jobs/pom.xml", "deploy/spark-home/pom.xml")) {
            Files.createFile(root.resolve(path));
        }
        for (String script : List.of("foldsync", "environment.sh")) {
            Files.copy(Shell.deploy(script), root.resolve("deploy").resolve(script));
        }
        Files.createFile(home.resolve("jars/spark-core_2.13-4.1.0.jar"));
        Files.createFile(home.resolve("built"));
        Shell.script(
                root.resolve("bin/java"),
                """
                #!/bin/sh
                case "$*" in
                  *showSettings*) echo '    java.specification.version = 17' >&2 ;;
                  *launcher.Main*)
                    while [ "$1" != org.apache.spark.launcher.Main ]; do shift; done
                    shift
                    printf '\\0\\n'
                    printf '%s\\0' "$0" -cp "$SPARK_CONF_DIR/:$SPARK_HOME/jars/*" "$@"
                    ;;
                  *)
                    for word; do
                      printf '<%s>' "$word"
                      case $word in -XX:ArchiveClassesAtExit=*) echo classes >"${word#*=}" ;; esac
                    done
                    exit "${JAVA_ENDS_WITH:-0}"
                    ;;
                esac
                """);
    }

    @Test
    void commandsStartFromTheArchiveOnceItIsRecorded() throws Exception {
        String classPath = CLASS_PATH.formatted(root, root);
        assertThat(foldsync(Map.of(), "cv", "a.yaml").out()).startsWith(classPath + "<org.apache.spark");

        Shell.Outcome recorded = foldsync(Map.of(), "archive");
        assertThat(recorded.err()).contains("recorded " + home.resolve("classes.jsa"));
        assertThat(recorded.code()).isZero();
        assertThat(home.resolve("classes.jsa")).content().isEqualTo("classes\n");

        assertThat(foldsync(Map.of(), "cv", "a.yaml").out())
                .startsWith("<-XX:SharedArchiveFile=" + home.resolve("classes.jsa") + "><-Xlog:cds=off>")
                .contains(
                        "<-Dlog4j2.configurationFile=file:" + root.resolve("conf/log4j2.properties") + ">",
                        classPath.replace(root.resolve("conf") + "/:", "") + "<org.apache.spark")
                .endsWith("<--config><a.yaml>");
        assertThat(left()).containsExactly("built", "classes.jsa", "jars");
    }

    @Test
    void settingsOfHadoopStayOnTheClassPathAndNoArchiveIsUsed() throws Exception {
        Files.createFile(home.resolve("classes.jsa"));
        Files.createFile(root.resolve("conf/core-site.xml"));
        assertThat(foldsync(Map.of(), "cv", "a.yaml").out()).startsWith(CLASS_PATH.formatted(root, root));
        Shell.Outcome outcome = foldsync(Map.of(), "archive");
        assertThat(outcome.err()).contains("a conf/ without Hadoop's .xml files");
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void aRunThatFailsLeavesNoArchive() throws Exception {
        Shell.Outcome outcome = foldsync(Map.of("JAVA_ENDS_WITH", "3"), "archive");
        assertThat(outcome.err()).contains("<--set><training.epochs=1>", "no archive was recorded");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(left()).containsExactly("built", "jars");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Shell.Outcome foldsync(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("JAVA_HOME", root.toString());
        environment.put("FOLDSYNC_PROFILE", "");
        environment.put("FOLDSYNC_JAR", "/some/foldsync-jobs.jar");
        return new Shell(folder, environment)
                .run(root.resolve("deploy/foldsync").toString(), arguments);
    }
}
