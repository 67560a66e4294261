package io.foldsync.spark.data;

import static org.apache.spark.sql.functions.col;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Shard;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder that shards are written to. Each task attempt writes below a staging folder of its own and reports where;
 * only the driver, which hears of one attempt a part, moves files into place. So an attempt that was retried, or ran
 * twice for speed, leaves no trace.
 */
final class ShardFolder {
    private final Path path;
    private final Configuration hadoop;

    ShardFolder(String directory, Configuration hadoop) {
        this.path = new Path(directory);
        this.hadoop = hadoop;
    }

    /** @throws FoldSyncException when something is there already, or the file system cannot be reached */
    void requireFree() {
        try {
            FileSystem files = path.getFileSystem(hadoop);
            if (files.exists(path) && (files.getFileStatus(path).isFile() || files.listStatus(path).length > 0)) {
                throw FoldSyncException.of(
                        ErrorCode.OUTPUT_EXISTS,
                        path.toString(),
                        "something is there already",
                        "no such folder yet, or an empty one",
                        "Choose another folder or remove this one.");
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** The folder with its file system's scheme. */
    String qualified() {
        try {
            return path.getFileSystem(hadoop).makeQualified(path).toString();
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /**
     * Writes one shard a part, rows ascending by order.
     *
     * @param dealt rows with {@code part, major, minor, key, features, target, weight}
     */
    void write(Dataset<Row> dealt, DatasetCard card) {
        Path staging = new Path(path, "_staging-" + UUID.randomUUID());
        ShardTask task = new ShardTask(
                staging.toString(),
                card.shape(),
                card.type(),
                card.target(),
                card.partRows(),
                new SerializableConfiguration(hadoop));
        try {
            FileSystem files = path.getFileSystem(hadoop);
            boolean ours = !files.exists(path);
            boolean written = false;
            try {
                files.mkdirs(staging);
                commit(files, attempts(dealt, card, task), card, task);
                written = true;
            } finally {
                files.delete(written || !ours ? staging : path, true);
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** Rows of {@code (part, the folder that a task attempt wrote its files to)}. */
    private List<Row> attempts(Dataset<Row> dealt, DatasetCard card, ShardTask task) {
        // Parts meet in a task by hash; with twice as many tasks as parts, few tasks get two and the rest none.
        int tasks = 2 * card.partRows().size();
        Dataset<Row> sorted = dealt.select(
                        ShardTask.COLUMNS.stream().map(name -> col(name)).toArray(org.apache.spark.sql.Column[]::new))
                .repartition(tasks, col(RowColumns.PART))
                .sortWithinPartitions(RowColumns.PART, RowColumns.MAJOR, RowColumns.MINOR, RowColumns.KEY);
        return SparkFaults.surfaced(
                () -> sorted.javaRDD().mapPartitions(task::write).collect(), failure -> unwritable(failure));
    }

    private void commit(FileSystem files, List<Row> attempts, DatasetCard card, ShardTask task) throws IOException {
        Set<Integer> committed = new HashSet<>();
        for (Row attempt : attempts) {
            int part = attempt.getInt(0);
            if (!committed.add(part)) {
                throw unwritable(new IOException("part " + part + " was written twice"));
            }
            move(files, attempt.getString(1), part);
        }
        for (int part = 0; part < card.partRows().size(); part++) {
            if (!committed.contains(part)) {
                move(files, task.writeEmpty(part), part); // fails unless the part is to be empty
            }
        }
    }

    private void move(FileSystem files, String from, int part) throws IOException {
        for (String name : List.of(Shard.featuresFile(part), Shard.rowsFile(part))) {
            if (!files.rename(new Path(from, name), new Path(path, name))) {
                throw new IOException("cannot move " + name + " out of " + from);
            }
        }
    }

    private FoldSyncException unwritable(Exception failure) {
        return FoldSyncException.of(
                        ErrorCode.OUTPUT_UNWRITABLE,
                        path.toString(),
                        "shards cannot be written: " + SparkFaults.rootMessage(failure),
                        "a folder that driver and executors may write",
                        "Check the path's scheme, permissions and free space.")
                .causedBy(failure);
    }
}
