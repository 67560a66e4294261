package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.spark.LocalSpark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TableTest extends LocalSpark {
    private static final TableSpec SPEC = TableSpec.defaults();

    @Test
    void numeric_columns_without_another_job_are_features() {
        Dataset<Row> rows = sql("(1.5, 2, 'k1', 2.0, 0, 'a'), (-1, 3, 'k2', 1.0, 1, 'b')", "x, y, id, w, fold, label");
        try (Table table = Table.freeze(rows, SPEC.withId("id").withWeight("w").withFoldColumn("fold"))) {
            assertThat(table.shape()).containsExactly(2);
            assertThat(table.type()).isEqualTo(FeatureType.FLOAT32);
            Row first = table.rows().orderBy("key").first();
            assertThat(floats(first.getAs("features"))).containsExactly(1.5f, 2f);
            assertThat(first.<String>getAs("key")).isEqualTo("k1");
            assertThat(first.<Float>getAs("weight")).isEqualTo(2f);
            assertThat(first.<Long>getAs("given")).isZero();
        }
    }

    @Test
    void integers_of_one_byte_are_stored_as_bytes_and_others_as_floats() {
        assertThat(type("(0, 255, 'a'), (3, 4, 'b')")).isEqualTo(FeatureType.UINT8);
        assertThat(type("(0, 256, 'a'), (3, 4, 'b')")).isEqualTo(FeatureType.FLOAT32);
        assertThat(type("(-1, 25, 'a'), (3, 4, 'b')")).isEqualTo(FeatureType.FLOAT32);
        assertThat(type("(1D, 25D, 'a'), (3D, 4D, 'b')")).isEqualTo(FeatureType.FLOAT32);
        try (Table table = Table.freeze(sql("(0, 255, 'a'), (3, 4, 'b')", "x, y, label"), SPEC)) {
            assertThat(table.rows().where("target = 0").first().<byte[]>getAs("features"))
                    .containsExactly(0, 255);
        }
    }

    @Test
    void arrays_bytes_and_vectors_dense_or_sparse_are_features() {
        assertThat(features(sql("(array(1.5D, 2D), 'a'), (array(3D, 4D), 'b')", "features, label")))
                .containsExactly(1.5f, 2f);
        Dataset<Row> vectors = spark().createDataFrame(
                        List.of(
                                RowFactory.create(Vectors.sparse(3, new int[] {1}, new double[] {2.5}), "a"),
                                RowFactory.create(Vectors.dense(1, 2, 3), "b")),
                        new StructType()
                                .add("features", SQLDataTypes.VectorType())
                                .add("label", "string"));
        assertThat(features(vectors)).containsExactly(0f, 2.5f, 0f);
        try (Table table = Table.freeze(
                sql("(X'00FF10', 'a'), (X'010203', 'b')", "features, label"),
                SPEC.withFeatures("features").withShape(1, 3, 1))) {
            assertThat(table.type()).isEqualTo(FeatureType.UINT8);
            assertThat(table.shape()).containsExactly(1, 3, 1);
        }
    }

    @Test
    void classes_are_learned_integers_by_value_and_texts_by_code_point() {
        assertThat(classes("(1, 10), (1, 9), (1, -1), (1, 10)", SPEC)).containsExactly("-1", "9", "10");
        assertThat(classes("(1, 'b'), (1, 'B'), (1, '10'), (1, '9'), (1, '\\uFF5E'), (1, '\\uD83D\\uDE00')", SPEC))
                .containsExactly("10", "9", "B", "b", "\uFF5E", "\uD83D\uDE00");
        assertThat(classes("(1, true), (1, false)", SPEC)).containsExactly("false", "true");
        assertThat(classes("(1, 3.0D), (1, 10.0D)", SPEC.withTask(TableSpec.Task.CLASSIFICATION)))
                .containsExactly("3", "10");
    }

    @Test
    void real_labels_are_numbers_and_integers_too_for_regression() {
        try (Table table = Table.freeze(sql("(1, 3.0D), (1, 4.5D)", "x, label"), SPEC)) {
            assertThat(table.target()).isEqualTo(new Target.Numbers());
            assertThat(table.rows().orderBy("target").first().<Float>getAs("target"))
                    .isEqualTo(3f);
        }
        try (Table table = Table.freeze(sql("(1, 3), (1, 4)", "x, label"), SPEC.withTask(TableSpec.Task.REGRESSION))) {
            assertThat(table.target()).isEqualTo(new Target.Numbers());
        }
    }

    @Test
    void content_keys_are_unique_and_no_partitioning_changes_them() {
        Dataset<Row> rows = sql("(1, 'a'), (2, 'a'), (1, 'a'), (1, 'b'), (1, 'a')", "x, label");
        List<String> keys = keys(rows.repartition(1));
        assertThat(keys).doesNotHaveDuplicates().hasSize(5).isEqualTo(keys(rows.repartition(5)));
        assertThat(keys).filteredOn(key -> key.length() == 32).hasSize(2);
        assertThat(keys)
                .filteredOn(key -> key.contains("#"))
                .extracting(key -> key.substring(32))
                .containsExactly("#1", "#2", "#3");
        try (Table table = Table.freeze(rows, SPEC)) {
            assertThat(table.duplicates()).isEqualTo(2);
        }
    }

    @Test
    void missing_columns_are_named_with_the_nearest_all_at_once() {
        fault(
                        ErrorCode.DATA_COLUMN,
                        () -> Table.freeze(
                                sql("(1, 'a')", "x, species"),
                                SPEC.withLabel("specis").withWeight("weight")))
                .contains("no column 'specis'", "nearest is 'species'", "no column 'weight'");
    }

    @Test
    void text_among_the_features_is_a_fault() {
        fault(ErrorCode.DATA_COLUMN, () -> Table.freeze(sql("('1', 'a')", "x, label"), SPEC.withFeatures("x")))
                .contains("'x'", "string", "inferSchema");
        fault(ErrorCode.DATA_COLUMN, () -> Table.freeze(sql("('1', 'a')", "x, label"), SPEC))
                .contains("no numeric column");
        fault(ErrorCode.DATA_COLUMN, () -> Table.freeze(sql("(1, 'N/A', 'a')", "x, dirty, label"), SPEC))
                .contains("'dirty' (string)", "name the feature columns");
    }

    @Test
    void bad_values_are_counted_and_the_first_row_named() {
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Table.freeze(
                                sql(
                                        "(1D, 2D, 'a', 'k0', 1), (1D, double('NaN'), 'b', 'k1', 0), (null, 2D, null, 'k2', -1)",
                                        "x, y, label, id, w"),
                                SPEC.withFeatures("x", "y").withId("id").withWeight("w")))
                .contains("1 row without a label", "row 'k2'")
                .contains("2 rows with an unusable weight, first row 'k1': 0.0")
                .contains("2 rows with features that are missing, NaN", "first row 'k1': 'y'");
    }

    @Test
    void rows_without_ids_are_named_by_position() {
        fault(
                        ErrorCode.DATA_VALUE,
                        () -> Table.freeze(
                                sql("(1D, 'a'), (2D, 'b'), (double('Infinity'), 'b')", "x, label")
                                        .repartition(1),
                                SPEC))
                .contains("counted from 0");
    }

    @Test
    void labels_that_cannot_be_learned_are_faults() {
        fault(ErrorCode.DATA_LABEL, () -> Table.freeze(sql("(1, 'a'), (2, 'a')", "x, label"), SPEC))
                .contains("one class only, 'a'");
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Table.freeze(
                                sql("(1, 1.5D), (2, 2D)", "x, label"), SPEC.withTask(TableSpec.Task.CLASSIFICATION)))
                .contains("1.5", "whole numbers");
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Table.freeze(
                                sql("(1, 'a'), (2, 'b')", "x, label"), SPEC.withTask(TableSpec.Task.REGRESSION)))
                .contains("numbers, for regression");
        fault(ErrorCode.DATA_LABEL, () -> Table.freeze(sql("(1, double('NaN')), (2, 1D)", "x, label"), SPEC))
                .contains("1 row with a label that cannot be learned");
    }

    @Test
    void ragged_arrays_and_wrong_shapes_are_faults() {
        fault(
                        ErrorCode.DATA_VALUE,
                        () -> Table.freeze(
                                sql("(array(1, 2), 'a'), (array(1), 'b'), (array(3, 4), 'b')", "f, label"),
                                SPEC.withFeatures("f")))
                .contains("2 (2 rows), 1 (1 rows)");
        fault(
                        ErrorCode.DATA_VALUE,
                        () -> Table.freeze(
                                sql("(array(1, 2), 'a'), (array(3, 4), 'b')", "f, label"),
                                SPEC.withFeatures("f").withShape(1, 2, 2)))
                .contains("[1, 2, 2] = 4 features over rows of 2");
    }

    @Test
    void ids_are_there_and_unique() {
        fault(
                        ErrorCode.DATA_ROW_ID,
                        () -> Table.freeze(sql("(1, 'a', 'k'), (2, 'b', null)", "x, label, id"), SPEC.withId("id")))
                .contains("1 row without an id");
        fault(
                        ErrorCode.DATA_ROW_ID,
                        () -> Table.freeze(
                                sql("(1, 'a', 7), (2, 'b', 7), (2, 'b', 8)", "x, label, id"), SPEC.withId("id")))
                .contains("1 ids on 2 rows, for example '7'");
        fault(
                        ErrorCode.DATA_ROW_ID,
                        () -> Table.freeze(sql("(1, 'a', 7D), (2, 'b', 8D)", "x, label, id"), SPEC.withId("id")))
                .contains("double");
    }

    @Test
    void no_rows_is_a_fault() {
        fault(
                        ErrorCode.DATA_EMPTY,
                        () -> Table.freeze(sql("(1, 'a')", "x, label").where("x > 1"), SPEC))
                .contains("0 rows");
    }

    private static Dataset<Row> sql(String values, String columns) {
        return spark().sql("select * from values " + values + " as t(" + columns + ")");
    }

    private static FeatureType type(String values) {
        try (Table table = Table.freeze(sql(values, "x, y, label"), SPEC)) {
            return table.type();
        }
    }

    private static float[] features(Dataset<Row> rows) {
        try (Table table = Table.freeze(rows, SPEC.withFeatures("features"))) {
            return floats(table.rows().where("target = 0").first().getAs("features"));
        }
    }

    private static List<String> classes(String values, TableSpec spec) {
        try (Table table = Table.freeze(sql(values, "x, label"), spec)) {
            return ((Target.Classes) table.target()).names();
        }
    }

    private static List<String> keys(Dataset<Row> rows) {
        try (Table table = Table.freeze(rows, SPEC)) {
            return table.rows().select("key").collectAsList().stream()
                    .map(row -> row.getString(0))
                    .sorted()
                    .toList();
        }
    }

    private static float[] floats(byte[] packed) {
        float[] values = new float[packed.length / Float.BYTES];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
