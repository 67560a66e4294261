package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import io.foldsync.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest extends LocalSpark {
    private final Path folder;

    DataSourceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void csv_has_a_header_and_types() throws IOException {
        assertThat(read("rows.csv", "x,label\n1,a\n2,b\n").schema().simpleString())
                .isEqualTo("struct<x:int,label:string>");
    }

    @Test
    void options_win_over_the_defaults() throws IOException {
        String path = write("rows.csv", "1;a\n2;b\n");
        Dataset<Row> rows = DataSource.of(path)
                .withOptions(Map.of("header", "false", "sep", ";"))
                .read(spark());
        assertThat(rows.columns()).containsExactly("_c0", "_c1");
        assertThat(rows.count()).isEqualTo(2);
    }

    @Test
    void json_lines_parquet_and_libsvm_are_read() throws IOException {
        Dataset<Row> json = read("rows.json", "{\"x\":1,\"label\":\"a\"}\n{\"x\":2,\"label\":\"b\"}\n");
        String parquet = folder.resolve("rows.parquet").toString();
        json.write().parquet(parquet);
        assertThat(DataSource.of(parquet).read(spark()).count()).isEqualTo(2);
        assertThat(read("rows.libsvm", "1 1:0.5 3:2\n0 2:1\n").columns()).containsExactly("label", "features");
    }

    @Test
    void several_paths_are_pooled() throws IOException {
        String a = write("a.csv", "x,label\n1,a\n");
        String b = write("b.csv", "x,label\n2,b\n3,c\n");
        assertThat(DataSource.of(a, b).read(spark()).count()).isEqualTo(3);
    }

    @Test
    void rows_of_small_files_are_grouped_without_an_exchange() throws IOException {
        String path = write("a row's.csv", "x,label\n1,a\n2,b\n3,b\n");
        assertThat(lineageOfGroups(spark().read().option("header", true).csv(path)))
                .contains("Shuffled");
        assertThat(lineageOfGroups(DataSource.of(path).read(spark()))).doesNotContain("Shuffled");
        String large = write("large.csv", "x,label\n" + "1,a\n".repeat(1_100_000));
        assertThat(lineageOfGroups(DataSource.of(path, large).read(spark()))).contains("Shuffled");
    }

    private static String lineageOfGroups(Dataset<Row> rows) {
        return rows.groupBy("label").count().javaRDD().toDebugString();
    }

    @Test
    void all_missing_and_empty_paths_are_named_at_once() throws IOException {
        String empty = write("empty.csv", "");
        fault(ErrorCode.DATA_NOT_FOUND, () -> DataSource.of(folder + "/absent.csv", empty)
                        .read(spark()))
                .contains("absent.csv", "no such file", "empty.csv", "0 bytes");
    }

    @Test
    void an_unknown_scheme_is_unreadable() {
        fault(ErrorCode.DATA_UNREADABLE, () -> DataSource.of("nosuch://host/rows.csv")
                        .read(spark()))
                .contains("nosuch");
    }

    @Test
    void parquet_that_is_none_is_a_fault_of_format() throws IOException {
        fault(ErrorCode.DATA_FORMAT, () -> read("rows.parquet", "this is no parquet"))
                .contains("rows.parquet");
    }

    @Test
    void json_that_is_none_is_a_fault_of_format() throws IOException {
        fault(ErrorCode.DATA_FORMAT, () -> read("rows.json", "no object here\n"))
                .contains("one JSON object a line");
    }

    private Dataset<Row> read(String name, String content) throws IOException {
        return DataSource.of(write(name, content)).read(spark());
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
