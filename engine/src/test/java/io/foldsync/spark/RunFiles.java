package io.foldsync.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run has left. */
final class RunFiles {
    private RunFiles() {}

    /** Every file whose bytes two equal runs share, as hex of its digest; checkpoints are not among them. */
    static Map<String, String> equalOnes(Path output) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = output.relativize(file).toString();
                boolean shared = name.equals("history.csv")
                        || name.equals("result.json")
                        || name.endsWith(".parquet")
                        || (name.startsWith("models/") && name.endsWith(".safetensors"));
                if (shared) {
                    files.put(name, Digits.sha256(file));
                }
            }
        }
        return files;
    }

    /** Copies what a run left, as it would be had the run been killed after so many epochs with all its checkpoints. */
    static Path cut(Path finished, Path to, int epochs) throws IOException {
        Path from = finished.resolve("checkpoints");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy =
                        to.resolve("checkpoints").resolve(from.relativize(path).toString());
                String[] names = from.relativize(path).toString().split("/", 2);
                boolean later = names[0].startsWith("epoch-") && Integer.parseInt(names[0].substring(6)) > epochs;
                if (Files.isDirectory(path) && !later) {
                    Files.createDirectories(copy);
                } else if (!later) {
                    Files.copy(path, copy);
                }
            }
        }
        Files.createFile(to.resolve("_UNFINISHED"));
        Files.createDirectories(to.resolve("_staging/shards"));
        Files.writeString(to.resolve("_staging/shards/part"), "half a shard");
        Files.writeString(to.resolve("history.csv"), "an old one");
        return to;
    }
}
