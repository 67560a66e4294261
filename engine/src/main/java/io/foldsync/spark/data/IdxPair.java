package io.foldsync.spark.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * An image file and the label file beside it.
 *
 * @param first the position of the first image in the pool
 */
record IdxPair(IdxFile images, IdxFile labels, long first) implements Serializable {

    IdxPair {
        if (images.items() != labels.items()) {
            throw IdxFile.fault(
                    images.path(),
                    "%d images, but %d labels in %s".formatted(images.items(), labels.items(), labels.path()),
                    "as many labels as images",
                    "Pair each image file with its own label file.");
        }
    }

    void requireShapeOf(IdxPair other) {
        if (!images.dimensions().subList(1, 3).equals(other.images.dimensions().subList(1, 3))) {
            throw IdxFile.fault(
                    images.path(),
                    "images of " + images.dimensions().subList(1, 3),
                    "images of " + other.images.dimensions().subList(1, 3) + " as in " + other.images.path(),
                    "Pool files of one image size only.");
        }
    }

    /** Streams the pair's rows; a file that ends early or late is a fault of the task. */
    Iterator<Row> rows(Configuration hadoop) {
        DataInputStream pixels = images.items(hadoop);
        DataInputStream classes = labels.items(hadoop);
        TaskContext.get().addTaskCompletionListener(context -> {
            close(pixels, images);
            close(classes, labels);
        });
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < images.items();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] image = new byte[images.itemBytes()];
                read(pixels, image, images, next);
                byte[] label = new byte[1];
                read(classes, label, labels, next);
                next++;
                return RowFactory.create(first + next - 1, label[0] & 0xFF, image);
            }
        };
    }

    private static void read(DataInputStream content, byte[] item, IdxFile file, int index) {
        try {
            content.readFully(item);
            if (index == file.items() - 1 && content.read() >= 0) {
                throw file.tooLong();
            }
        } catch (EOFException end) {
            throw file.truncated(index, end);
        } catch (IOException failure) {
            throw IdxFile.unreadable(file.path(), failure);
        }
    }

    private static void close(DataInputStream content, IdxFile file) {
        try {
            content.close();
        } catch (IOException failure) {
            throw IdxFile.unreadable(file.path(), failure);
        }
    }
}
