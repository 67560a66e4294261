package io.foldsync.jobs;

import io.foldsync.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;

/**
 * Something that is wrong with a job and that no look at its configuration alone can show.
 *
 * @param title what is wrong
 * @param preparation makes it so, in the folder of the configuration
 * @param settings {@code KEY=VALUE} over the good configuration
 * @param phrases what the job must say, among other things
 */
record BadInput(String title, Preparation preparation, List<String> settings, ExitCode exitCode, List<String> phrases) {
    /** n of the good table. */
    static final int ROWS = 30;

    static final String HEADER = "id,a,b,label,y,w,part\n";

    /** What is done to the folder before the job starts. */
    interface Preparation {
        void in(Path folder, SparkSession spark) throws IOException;
    }

    static BadInput of(String title) {
        return new BadInput(title, (folder, spark) -> {}, List.of(), ExitCode.OK, List.of());
    }

    BadInput when(Preparation also) {
        Preparation both = (folder, spark) -> {
            preparation.in(folder, spark);
            also.in(folder, spark);
        };
        return new BadInput(title, both, settings, exitCode, phrases);
    }

    /** The table's rows instead of the good ones. */
    BadInput rows(IntFunction<String> row) {
        return file("rows.csv", table(row).getBytes(StandardCharsets.UTF_8));
    }

    BadInput text(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    BadInput file(String name, byte[] content) {
        return when((folder, spark) -> Files.write(folder.resolve(name), content));
    }

    BadInput set(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return new BadInput(title, preparation, all, exitCode, phrases);
    }

    /** For tables other than the CSV file: no id, and features in one column. */
    BadInput reads(String path, String features) {
        return set("data.path=" + path, "data.id=null", "data.features=" + features);
    }

    BadInput readsImages(String images, String labels) {
        return set("data.path=" + images, "data.labels=" + labels)
                .set("data.id=null", "data.label=null", "data.features=null");
    }

    BadInput ends(ExitCode code, String... says) {
        return new BadInput(title, preparation, settings, code, List.of(says));
    }

    @Override
    public String toString() {
        return title;
    }

    static String table(IntFunction<String> row) {
        return HEADER + IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A sound row of the table. */
    static String good(int i) {
        return "r%d,%d,%d,%s,%d.5,1.5,%d".formatted(i, i, i * i % 7, "xyz".charAt(i % 3), i, i % 3);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    static byte[] start(byte[] content, int length) {
        return Arrays.copyOf(content, length);
    }

    /** n images of 2 x 2 in the IDX format. */
    static byte[] images(int n) {
        ByteBuffer file = ByteBuffer.allocate(16 + 4 * n);
        file.putInt(0x803).putInt(n).putInt(2).putInt(2);
        while (file.hasRemaining()) {
            file.put((byte) (file.position() * 37));
        }
        return file.array();
    }

    /** n labels 0 to 2 in the IDX format. */
    static byte[] labels(int n) {
        ByteBuffer file = ByteBuffer.allocate(8 + n);
        file.putInt(0x801).putInt(n);
        while (file.hasRemaining()) {
            file.put((byte) (file.position() % 3));
        }
        return file.array();
    }
}
