package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.spark.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxImagesTest extends LocalSpark {
    private final Path folder;

    IdxImagesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void pairs_are_pooled_in_order_and_rows_carry_position_shape_and_bytes() throws IOException {
        List<String> images = List.of(images("a-ubyte.gz", 3, 6), images("b-ubyte", 2, 4));
        List<String> labels = List.of(labels("la-ubyte", 3, 3), labels("lb-ubyte.gz", 2, 2));

        List<Row> rows = DataSource.idx(images, labels).read(spark()).collectAsList();

        assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rows).extracting(row -> row.getInt(1)).containsExactly(253, 254, 255, 253, 254);
        assertThat(rows.get(1).<byte[]>getAs(2)).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(DataSource.idx(images, labels)
                        .read(spark())
                        .schema()
                        .apply("image")
                        .metadata()
                        .getLongArray("foldsync.shape"))
                .containsExactly(1, 2, 3);
    }

    @Test
    void exchanged_files_are_told_by_their_magic_numbers() throws IOException {
        String notImages = labels("l-ubyte", 3, 3);
        String notLabels = images("i-ubyte", 3, 3);
        fault(ErrorCode.DATA_FORMAT, () -> read(notImages, notLabels))
                .contains("0x00000801", "0x00000803", "exchanged");
    }

    @Test
    void as_many_labels_as_images() throws IOException {
        fault(ErrorCode.DATA_FORMAT, () -> read(images("i-ubyte", 3, 3), labels("l-ubyte", 4, 4)))
                .contains("3 images, but 4 labels");
    }

    @Test
    void a_truncated_file_is_a_fault_with_its_path_and_numbers() throws IOException {
        fault(ErrorCode.DATA_FORMAT, () -> read(images("i-ubyte.gz", 5, 3), labels("l-ubyte", 5, 5)))
                .contains("i-ubyte.gz", "ends after 3 of 5 items", "6 bytes");
    }

    @Test
    void a_file_that_goes_on_is_a_fault() throws IOException {
        fault(ErrorCode.DATA_FORMAT, () -> read(images("i-ubyte", 3, 3), labels("l-ubyte", 3, 4)))
                .contains("l-ubyte", "after the last item");
    }

    @Test
    void a_zero_byte_gzip_is_an_empty_file() throws IOException {
        Path empty = Files.createFile(folder.resolve("i-ubyte.gz"));
        fault(ErrorCode.DATA_EMPTY, () -> read(empty.toString(), labels("l-ubyte", 3, 3)))
                .contains("i-ubyte.gz", "0 bytes");
    }

    @Test
    void a_file_shorter_than_its_header_is_a_fault() throws IOException {
        Path stump = Files.write(folder.resolve("i-ubyte"), new byte[] {0, 0, 8, 3, 0, 0});
        fault(ErrorCode.DATA_FORMAT, () -> read(stump.toString(), labels("l-ubyte", 3, 3)))
                .contains("ends within its header");
    }

    @Test
    void a_gz_that_is_no_gzip_is_a_fault() throws IOException {
        Path text = Files.writeString(folder.resolve("i-ubyte.gz"), "no gzip at all");
        fault(ErrorCode.DATA_FORMAT, () -> read(text.toString(), labels("l-ubyte", 3, 3)))
                .contains("i-ubyte.gz");
    }

    private static void read(String images, String labels) {
        Dataset<Row> rows = DataSource.idx(List.of(images), List.of(labels)).read(spark());
        SparkFaults.surfaced(rows::collectAsList);
    }

    /** Images of 2 x 3 whose bytes count up; {@code promised} in the header, {@code present} in the file. */
    private String images(String name, int promised, int present) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int word : new int[] {0x803, promised, 2, 3}) {
            out.writeInt(word);
        }
        for (int i = 0; i < Math.min(present, promised) * 6; i++) {
            out.writeByte(i);
        }
        return file(name, bytes.toByteArray());
    }

    /** Labels 253, 254, 255, 0, … */
    private String labels(String name, int promised, int present) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(promised);
        for (int i = 0; i < present; i++) {
            out.writeByte(253 + i);
        }
        return file(name, bytes.toByteArray());
    }

    private String file(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(path))
                : Files.newOutputStream(path)) {
            out.write(content);
        }
        return path.toString();
    }
}
