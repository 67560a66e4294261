package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.Seed;
import io.foldsync.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSetsTest extends LocalSpark {
    private static final TableSpec SPEC = TableSpec.defaults().withId("id").withFeatures("x");

    @Test
    void arraysOfTextsAreLabelsByCodePointAndOfIntegersByValue() {
        try (Table table =
                Table.freeze(sql("(1, 'k0', array('b', 'a', 'b')), (2, 'k1', array('B')), (3, 'k2', array())"), SPEC)) {
            assertThat(table.target()).isEqualTo(new Target.Labels(List.of("B", "a", "b")));
            assertThat(packed(table, "k0")).containsExactly(0, 1, 1);
            assertThat(packed(table, "k1")).containsExactly(1, 0, 0);
            assertThat(packed(table, "k2")).containsExactly(0, 0, 0);
        }
        try (Table table = Table.freeze(sql("(1, 'k0', array(10, 9)), (2, 'k1', array(-1))"), SPEC)) {
            assertThat(table.target()).isEqualTo(new Target.Labels(List.of("-1", "9", "10")));
            assertThat(packed(table, "k0")).containsExactly(0, 1, 1);
        }
    }

    @Test
    void textsAreCutAtTheSeparatorWhateverItMeansElsewhereAndBlanksDoNotCount() {
        for (String separator : List.of("|", ";", " ", "::", "\\E.")) {
            Dataset<Row> rows = sql("(1, 'k0', 0), (2, 'k1', 1), (3, 'k2', 2)")
                    .withColumn(
                            "label",
                            element_at(
                                    array(lit("b" + separator + " a " + separator), lit(""), lit(separator)),
                                    col("x")));
            try (Table table = Table.freeze(rows, SPEC.withLabelSeparator(separator))) {
                assertThat(table.target()).as(separator).isEqualTo(new Target.Labels(List.of("a", "b")));
                assertThat(packed(table, "k0")).containsExactly(1, 1);
                assertThat(packed(table, "k1")).containsExactly(0, 0);
                assertThat(packed(table, "k2")).containsExactly(0, 0);
            }
        }
    }

    @Test
    void columnsOfZerosAndOnesAreLabelsInTheOrderInWhichTheyAreNamed() {
        Dataset<Row> rows = spark().sql("select * from values (1, 'k0', 1, true, 0D), (2, 'k1', 0, false, 1D)"
                + " as t(x, id, a, b, `c d`)");
        try (Table table = Table.freeze(rows, TableSpec.defaults().withId("id").withLabels("c d", "a", "b"))) {
            assertThat(table.target()).isEqualTo(new Target.Labels(List.of("c d", "a", "b")));
            assertThat(table.shape()).as("label columns are no features").containsExactly(1);
            assertThat(packed(table, "k0")).containsExactly(0, 1, 1);
            assertThat(packed(table, "k1")).containsExactly(1, 0, 0);
        }
    }

    @Test
    void theOrderOfARowsLabelsChangesNoKey() {
        TableSpec spec = TableSpec.defaults().withFeatures("x");
        try (Table table = Table.freeze(
                sql("(1, '', array('a', 'b')), (1, '', array('b', 'a', 'b')), (1, '', array('a'))"), spec)) {
            assertThat(table.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void jsonParquetAndTextTellTheSameLabels(@TempDir Path folder) throws IOException {
        Path json = Files.writeString(
                folder.resolve("rows.json"),
                """
                {"id": "k0", "x": 1, "label": ["b", "a"]}
                {"id": "k1", "x": 2, "label": []}
                """);
        Path csv = Files.writeString(folder.resolve("rows.csv"), "id,x,label\nk0,1,b;a\nk1,2,;\n");
        Dataset<Row> rows = read(DataFormat.JSON, json);
        Path parquet = folder.resolve("rows.parquet");
        rows.coalesce(1).write().parquet(parquet.toString());
        for (Dataset<Row> told : List.of(rows, read(DataFormat.PARQUET, parquet), read(DataFormat.CSV, csv))) {
            boolean text =
                    told.schema().apply("label").dataType().simpleString().equals("string");
            try (Table table = Table.freeze(told, text ? SPEC.withLabelSeparator(";") : SPEC)) {
                assertThat(table.target()).isEqualTo(new Target.Labels(List.of("a", "b")));
                assertThat(packed(table, "k0")).containsExactly(1, 1);
                assertThat(packed(table, "k1")).containsExactly(0, 0);
            }
        }
    }

    @Test
    void whatIsMissingOrUnfitIsTold() {
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Table.freeze(
                                sql("(1, 'k0', array('a')), (2, 'k1', null), (3, 'k2', array('b', null))"), SPEC))
                .isEqualTo(
                        "label column 'label': 1 row without a label, first row 'k1': null; expected a value in every"
                                + " row. Fill or drop these rows; a row without labels says [].\n"
                                + "label column 'label': 1 row with a label that cannot be learned, first row 'k2': [b, null];"
                                + " expected labels that are not null. Mend or drop these rows, or choose another task.");
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Table.freeze(
                                spark().sql("select * from values (1, 1D, 0), (2, double('NaN'), 1), (3, 1D, null)"
                                        + " as t(x, a, b)"),
                                TableSpec.defaults().withLabels("a", "b")))
                .isEqualTo(
                        "label columns 'a', 'b': 2 rows with a label that cannot be learned, first row 1 (counted from"
                                + " 0): [NaN, 1.0]; expected 0 or 1 in every column. Mend or drop these rows, or choose another"
                                + " task.");
        fault(ErrorCode.DATA_LABEL, () -> Table.freeze(sql("(1, 'k0', array(1.5D))"), SPEC))
                .startsWith("label column 'label': values of type array<double>; expected arrays of texts or integers");
        fault(ErrorCode.DATA_LABEL, () -> Table.freeze(sql("(1, 'k0', cast(array() as array<string>))"), SPEC))
                .isEqualTo(
                        "label column 'label': no label in any row; expected at least one label. Check the label column"
                                + " and any filter.");
    }

    @Test
    void formsThatContradictEachOtherAreRefused() {
        fault(ErrorCode.CONFIG_CONFLICT, () -> SPEC.withLabels("a").withLabelSeparator(";"))
                .isEqualTo("data.label: several label columns and a label separator; expected one or the other. Remove"
                        + " data.labelSeparator.");
        fault(ErrorCode.CONFIG_CONFLICT, () -> SPEC.withLabels("a").withTask(TableSpec.Task.REGRESSION))
                .startsWith("data.label: several label columns beside task: regression; expected task: multilabel");
        fault(ErrorCode.CONFIG_CONFLICT, () -> SPEC.withLabels("a", "b", "a")).contains("a column twice");
    }

    @Test
    void rowsOfSeveralLabelsAreNotStratified(@TempDir Path folder) {
        Dataset<Row> rows = sql("(1, 'k0', array('a')), (2, 'k1', array('a', 'b'))");
        String told =
                "label column 'label': rows that may have several labels, and so belong to no one stratum; expected"
                        + " classes, to stratify by. Choose the splitter kfold or a fold column.";
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Sharding.write(
                                rows,
                                SPEC,
                                StratifiedKFold.of(2),
                                Seed.root(0),
                                folder.resolve("s").toString()))
                .isEqualTo(told);
        fault(ErrorCode.DATA_LABEL, () -> FoldAssignment.of(rows, SPEC, StratifiedKFold.of(2), Seed.root(0)))
                .isEqualTo(told);
    }

    private static Dataset<Row> read(DataFormat format, Path file) {
        return new DataSource(format, List.of(file.toString()), List.of(), Map.of()).read(spark());
    }

    private static Dataset<Row> sql(String values) {
        return spark().sql("select * from values " + values + " as t(x, id, label)");
    }

    private static byte[] packed(Table table, String key) {
        return table.rows().where("key = '" + key + "'").first().getAs("target");
    }
}
