package io.foldsync.spark.data;

import io.foldsync.data.Shard;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Shards as local files, ready to be memory-mapped. */
public final class LocalShards {
    private static final Object COPYING = new Object();

    private LocalShards() {}

    /**
     * The folder of {@code data}'s shards on this machine: where they lie when that is a local folder that this process
     * can read, otherwise a copy below {@code cache}, made once a machine however many processes ask at once.
     *
     * @param hadoop how to reach the file system that the shards lie on
     * @throws FoldSyncException when shards are missing, unreadable, or other than their listed size
     */
    public static Path open(ShardedData data, Configuration hadoop, Path cache) {
        List<String> names = IntStream.range(0, data.card().partRows().size())
                .boxed()
                .flatMap(part -> Stream.of(Shard.featuresFile(part), Shard.rowsFile(part)))
                .toList();
        URI uri = new org.apache.hadoop.fs.Path(data.directory()).toUri();
        if ("file".equals(uri.getScheme())) {
            Path here = Path.of(uri.getPath());
            if (names.stream().allMatch(name -> Files.isReadable(here.resolve(name)))) {
                return here;
            }
        }
        Path copy = cache.resolve("shards-" + data.card().fingerprint() + "-" + data.splitFingerprint());
        try {
            synchronized (COPYING) { // tasks of one executor wait for one copy instead of each making its own
                return copied(data.directory(), names, hadoop, copy);
            }
        } catch (FileNotFoundException missing) {
            throw fault(ErrorCode.DATA_NOT_FOUND, data, missing);
        } catch (IOException failure) {
            throw fault(ErrorCode.DATA_UNREADABLE, data, failure);
        }
    }

    private static Path copied(String directory, List<String> names, Configuration hadoop, Path copy)
            throws IOException {
        org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(directory);
        FileSystem files = source.getFileSystem(hadoop);
        Map<String, Long> sizes = new TreeMap<>();
        for (String name : names) {
            sizes.put(
                    name,
                    files.getFileStatus(new org.apache.hadoop.fs.Path(source, name))
                            .getLen());
        }
        if (Files.isDirectory(copy)) {
            requireSizes(copy, sizes);
            return copy;
        }
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Path draft = Files.createTempDirectory(copy.toAbsolutePath().getParent(), ".copying-");
        try {
            for (String name : names) {
                try (InputStream content = files.open(new org.apache.hadoop.fs.Path(source, name))) {
                    Files.copy(content, draft.resolve(name));
                }
            }
            requireSizes(draft, sizes);
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            if (!Files.isDirectory(copy)) {
                throw failure;
            }
            requireSizes(copy, sizes); // another process of this machine was faster
        } finally {
            delete(draft);
        }
        return copy;
    }

    private static void requireSizes(Path folder, Map<String, Long> sizes) throws IOException {
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            Path file = folder.resolve(size.getKey());
            long found = Files.exists(file) ? Files.size(file) : -1;
            if (found != size.getValue()) {
                throw new IOException(file + " has " + found + " bytes instead of " + size.getValue());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static FoldSyncException fault(ErrorCode code, ShardedData data, IOException failure) {
        return FoldSyncException.of(
                        code,
                        data.directory(),
                        "its shards cannot be opened on this machine: " + SparkFaults.rootMessage(failure),
                        "all " + data.card().partRows().size() + " part shards, whole and readable from every executor",
                        "Put the shards on a file system that all executors share, and clear a damaged local copy.")
                .causedBy(failure);
    }
}
