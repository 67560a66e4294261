package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFormatTest {

    @ParameterizedTest
    @CsvSource({
        "rows.csv, CSV",
        "hdfs://host/a/ROWS.CSV.gz, CSV",
        "s3a://bucket/rows/*.jsonl, JSON",
        "rows.parquet/, PARQUET",
        "a.libsvm, LIBSVM",
        "train-images-idx3-ubyte.gz, IDX",
    })
    void an_ending_tells_the_format(String path, DataFormat format) {
        assertThat(DataFormat.ofPath(path)).isEqualTo(format);
    }

    @Test
    void an_ending_that_tells_nothing_is_a_fault_that_lists_what_would() {
        fault(ErrorCode.DATA_FORMAT, () -> DataFormat.ofPath("rows.xlsx")).contains("rows.xlsx", ".parquet");
    }

    @Test
    void idx_images_come_with_as_many_label_files() {
        fault(ErrorCode.CONFIG_CONFLICT, () -> DataSource.idx(List.of("a-ubyte", "b-ubyte"), List.of("c-ubyte")))
                .contains("1 label files beside 2");
    }

    @Test
    void a_name_is_near_when_few_letters_differ() {
        assertThat(Columns.distance("Label", "label")).isZero();
        assertThat(Columns.distance("kitten", "sitting")).isEqualTo(3);
    }
}
