package io.foldsync.spark.data;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Shard;
import io.foldsync.data.ShardWriter;
import io.foldsync.data.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What one task does: streams its sorted rows into the shards of their parts.
 *
 * @param staging where task attempts may make folders
 * @param partRows the rows that each part must get
 */
record ShardTask(
        String staging,
        List<Integer> shape,
        FeatureType type,
        Target target,
        List<Long> partRows,
        SerializableConfiguration hadoop)
        implements Serializable {

    /** The columns of the rows it takes, in order. */
    static final List<String> COLUMNS = List.of(
            RowColumns.PART,
            RowColumns.FEATURES,
            RowColumns.TARGET,
            RowColumns.WEIGHT,
            RowColumns.KEY,
            RowColumns.MAJOR,
            RowColumns.MINOR);

    /** Writes rows that are sorted by part; gives a row {@code (part, folder)} for each. */
    Iterator<Row> write(Iterator<Row> rows) throws IOException {
        String folder = staging + "/attempt-" + TaskContext.get().taskAttemptId();
        List<Row> written = new ArrayList<>();
        Row next = rows.hasNext() ? rows.next() : null;
        while (next != null) {
            int part = next.getInt(0);
            try (ShardWriter writer = writer(folder, part)) {
                while (next != null && next.getInt(0) == part) {
                    add(next, writer);
                    next = rows.hasNext() ? rows.next() : null;
                }
            }
            written.add(RowFactory.create(part, folder));
        }
        return written.iterator();
    }

    private static void add(Row row, ShardWriter writer) throws IOException {
        if (row.get(2) instanceof byte[] labels) {
            writer.add(row.getAs(1), labels, row.getFloat(3), row.getString(4));
        } else {
            writer.add(row.getAs(1), row.getFloat(2), row.getFloat(3), row.getString(4));
        }
    }

    /** Writes the shard of a part that no row was dealt to; gives its folder. */
    String writeEmpty(int part) throws IOException {
        String folder = staging + "/empty";
        writer(folder, part).close();
        return folder;
    }

    private ShardWriter writer(String folder, int part) throws IOException {
        OutputStream features = create(folder, Shard.featuresFile(part));
        try {
            return new ShardWriter(
                    features, create(folder, Shard.rowsFile(part)), shape, type, target, partRows.get(part));
        } catch (IOException | RuntimeException failure) {
            features.close();
            throw failure;
        }
    }

    private OutputStream create(String folder, String name) throws IOException {
        Path file = new Path(folder, name);
        FileSystem files = file.getFileSystem(hadoop.value());
        return files.create(file, false);
    }
}
