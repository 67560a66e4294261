package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.FeatureType;
import io.foldsync.data.Shard;
import io.foldsync.error.ErrorCode;
import io.foldsync.fold.GivenFolds;
import io.foldsync.fold.KFold;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.Seed;
import io.foldsync.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardingTest extends LocalSpark {
    private static final Path DIGITS = Path.of("../conf/data/digits.csv");
    private static final int DIGITS_ROWS = 1797;

    private final Path folder;

    ShardingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void digits_become_ten_even_shards_of_bytes() {
        ShardedData data = Sharding.write(
                digits(), TableSpec.defaults().withShape(1, 8, 8), StratifiedKFold.of(10), Seed.root(42), at("digits"));

        assertThat(data.card().type()).isEqualTo(FeatureType.UINT8);
        assertThat(data.card().shape()).containsExactly(1, 8, 8);
        assertThat(data.card().target().outputs()).isEqualTo(10);
        assertThat(data.card().weighted()).isFalse();
        assertThat(data.card().rows()).isEqualTo(DIGITS_ROWS);
        assertThat(data.card().partRows()).hasSize(10).allMatch(rows -> rows == 179 || rows == 180);
        assertThat(data.duplicates()).isZero();
        assertThat(data.splitter()).contains("stratified");
        assertThat(data.card().fingerprint() + data.splitFingerprint()).matches("[0-9a-f]{64}");
        List<String> keys = new ArrayList<>();
        for (int part = 0; part < 10; part++) {
            Shard shard = Shard.map(folder.resolve("digits"), part);
            assertThat(shard.rows()).isEqualTo(data.card().partRows().get(part).intValue());
            for (int row = 0; row < shard.rows(); row++) {
                keys.add(shard.key(row));
            }
        }
        assertThat(keys).hasSize(DIGITS_ROWS).doesNotHaveDuplicates();
    }

    @Test
    void shards_are_the_same_bytes_however_the_rows_are_partitioned_and_ordered() throws IOException {
        Dataset<Row> rows = digits();
        ShardedData one =
                Sharding.write(rows.coalesce(1), TableSpec.defaults(), StratifiedKFold.of(3), Seed.root(42), at("one"));
        ShardedData seven = Sharding.write(
                rows.repartition(7, xxhash64(col("p20"), col("p21"))),
                TableSpec.defaults(),
                StratifiedKFold.of(3),
                Seed.root(42),
                at("seven"));

        assertThat(seven.card()).isEqualTo(one.card());
        assertThat(seven.splitFingerprint()).isEqualTo(one.splitFingerprint());
        assertThat(files("seven")).isEqualTo(files("one"));

        ShardedData other =
                Sharding.write(rows, TableSpec.defaults(), StratifiedKFold.of(3), Seed.root(43), at("other"));
        assertThat(other.card().fingerprint()).isEqualTo(one.card().fingerprint());
        assertThat(other.splitFingerprint()).isNotEqualTo(one.splitFingerprint());
    }

    @Test
    void only_shards_are_left_in_the_folder() throws IOException {
        Sharding.write(digits(), TableSpec.defaults(), KFold.of(2), Seed.root(1), at("clean"));
        assertThat(files("clean"))
                .containsOnlyKeys(Shard.featuresFile(0), Shard.rowsFile(0), Shard.featuresFile(1), Shard.rowsFile(1));
    }

    @Test
    void rows_without_shuffling_stay_in_reading_order() {
        Dataset<Row> rows = spark().range(0, 10, 1, 2).selectExpr("id", "id * 0.5D as x", "double(id) as label");
        Sharding.write(
                rows, TableSpec.defaults().withId("id"), KFold.of(2).withShuffle(false), Seed.root(1), at("ordered"));
        assertThat(Shard.map(folder.resolve("ordered"), 1).targets()).containsExactly(5, 6, 7, 8, 9);
    }

    @Test
    void given_folds_and_weights_arrive_in_their_shards() {
        Dataset<Row> rows = spark().range(0, 12, 1, 3)
                .selectExpr("id", "id as x", "id % 2 as label", "id % 3 as mine", "id + 1 as w");
        ShardedData data = Sharding.write(
                rows,
                TableSpec.defaults().withId("id").withWeight("w"),
                GivenFolds.of("mine"),
                Seed.root(1),
                at("given"));

        assertThat(data.card().weighted()).isTrue();
        assertThat(data.card().shape()).containsExactly(1);
        Shard shard = Shard.map(folder.resolve("given"), 2);
        assertThat(shard.rows()).isEqualTo(4);
        for (int row = 0; row < 4; row++) {
            int id = Integer.parseInt(shard.key(row));
            assertThat(id % 3).isEqualTo(2);
            assertThat(shard.targets()[row]).isEqualTo(id % 2);
            assertThat(shard.weights()[row]).isEqualTo(id + 1);
        }
    }

    @Test
    void equal_rows_are_counted_as_a_warning() {
        Dataset<Row> rows = digits().union(digits().limit(5));
        ShardedData data = Sharding.write(rows, TableSpec.defaults(), StratifiedKFold.of(2), Seed.root(1), at("twins"));
        assertThat(data.duplicates()).isEqualTo(5);
        assertThat(data.card().rows()).isEqualTo(DIGITS_ROWS + 5);
    }

    @Test
    void a_folder_that_is_taken_is_left_alone_and_a_bad_split_leaves_nothing() throws IOException {
        Files.createDirectories(folder.resolve("taken"));
        Files.writeString(folder.resolve("taken/mine.txt"), "mine");
        fault(
                        ErrorCode.OUTPUT_EXISTS,
                        () -> Sharding.write(digits(), TableSpec.defaults(), KFold.of(2), Seed.root(1), at("taken")))
                .contains("taken");
        assertThat(files("taken")).containsOnlyKeys("mine.txt");
        fault(
                        ErrorCode.DATA_SPLIT,
                        () -> Sharding.write(
                                digits(), TableSpec.defaults(), StratifiedKFold.of(500), Seed.root(1), at("none")))
                .contains("500");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void real_labels_cannot_be_stratified() {
        Dataset<Row> rows = spark().range(20).selectExpr("id as x", "id / 3 as label");
        fault(
                        ErrorCode.DATA_LABEL,
                        () -> Sharding.write(
                                rows, TableSpec.defaults(), StratifiedKFold.of(2), Seed.root(1), at("none")))
                .contains("kfold");
    }

    @Test
    void local_shards_are_opened_in_place() {
        ShardedData data = Sharding.write(digits(), TableSpec.defaults(), KFold.of(2), Seed.root(1), at("here"));
        assertThat(LocalShards.open(data, new Configuration(), folder.resolve("cache")))
                .isEqualTo(folder.resolve("here"));
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Map<String, List<Byte>> files(String name) throws IOException {
        Map<String, List<Byte>> content = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file :
                    files.filter(path -> !path.toString().endsWith(".crc")).toList()) {
                List<Byte> bytes = new ArrayList<>();
                for (byte value : Files.readAllBytes(file)) {
                    bytes.add(value);
                }
                content.put(file.getFileName().toString(), bytes);
            }
        }
        return content;
    }

    private static Dataset<Row> digits() {
        return DataSource.of(DIGITS.toString()).read(spark());
    }
}
