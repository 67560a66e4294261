package io.foldsync.spark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Copies a Parquet file so that equal contents are equal bytes.
 *
 * <p>Parquet's writer lists a column's encodings in the order of a hash set of enum constants, which differs from JVM to
 * JVM: two runs with the same rows wrote footers that differed in a few bytes. Here the lists are sorted; nothing else
 * changes. Source: the Apache Parquet file format, "Metadata": pages, then the footer, its length in four bytes,
 * {@code PAR1}.
 */
final class CanonicalParquet {
    private static final int TAIL = 8;
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private CanonicalParquet() {}

    /** Writes {@code from} to {@code to}, which is replaced. */
    static void copy(FileSystem files, Path from, Path to) throws IOException {
        long length = files.getFileStatus(from).getLen();
        try (FSDataInputStream in = files.open(from);
                OutputStream out = files.create(to, true)) {
            byte[] tail = new byte[TAIL];
            in.readFully(length - TAIL, tail);
            int footerLength =
                    ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            long footerAt = length - TAIL - footerLength;
            in.seek(footerAt);
            FileMetaData footer = Util.readFileMetaData(in);
            footer.getRow_groups().forEach(CanonicalParquet::sort);

            in.seek(0);
            copy(in, footerAt, out);
            CountingStream counted = new CountingStream(out);
            Util.writeFileMetaData(footer, counted);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(counted.count)
                    .array());
            out.write(MAGIC);
        }
    }

    private static void sort(RowGroup group) {
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData column = chunk.getMeta_data();
            List<Encoding> encodings = new ArrayList<>(column.getEncodings());
            encodings.sort(Comparator.comparingInt(Encoding::getValue));
            column.setEncodings(encodings);
            if (column.isSetEncoding_stats()) {
                List<PageEncodingStats> stats = new ArrayList<>(column.getEncoding_stats());
                stats.sort(Comparator.comparing(
                                (PageEncodingStats page) -> page.getPage_type().getValue())
                        .thenComparing(page -> page.getEncoding().getValue()));
                column.setEncoding_stats(stats);
            }
        }
    }

    private static void copy(InputStream in, long bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(left + " bytes before the footer are missing");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static final class CountingStream extends OutputStream {
        private final OutputStream out;
        private int count;

        CountingStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
