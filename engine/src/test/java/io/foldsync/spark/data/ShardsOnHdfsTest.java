package io.foldsync.spark.data;

import static io.foldsync.spark.data.FaultAssert.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.Shard;
import io.foldsync.error.ErrorCode;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.Seed;
import io.foldsync.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardsOnHdfsTest extends LocalSpark {
    private final Path folder;
    private final Configuration hadoop = new Configuration();
    private final MiniDFSCluster cluster;
    private final String root;

    ShardsOnHdfsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
        cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
        root = cluster.getFileSystem().getUri().toString();
    }

    @BeforeAll
    void digitsOnHdfs() throws IOException {
        cluster.getFileSystem()
                .copyFromLocalFile(path(Path.of("../conf/data/digits.csv").toString()), path(root + "/digits.csv"));
    }

    @AfterAll
    void stop() {
        cluster.shutdown(true);
    }

    @Test
    void shards_travel_through_hdfs_to_one_local_copy_byte_for_byte() throws IOException {
        ShardedData there = shards(root + "/digits.csv", root + "/shards");
        ShardedData here =
                shards("../conf/data/digits.csv", folder.resolve("shards").toString());
        assertThat(there.directory()).isEqualTo(root + "/shards");
        assertThat(there.card()).isEqualTo(here.card());

        Path cache = folder.resolve("cache");
        Path copy = LocalShards.open(there, hadoop, cache);
        assertThat(LocalShards.open(there, hadoop, cache)).isEqualTo(copy);
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).containsExactly(copy);
        }
        for (int part = 0; part < 3; part++) {
            for (String name : List.of(Shard.featuresFile(part), Shard.rowsFile(part))) {
                assertThat(copy.resolve(name))
                        .hasSameBinaryContentAs(folder.resolve("shards").resolve(name));
            }
        }

        Files.write(copy.resolve(Shard.rowsFile(1)), new byte[3]);
        fault(ErrorCode.DATA_UNREADABLE, () -> LocalShards.open(there, hadoop, cache))
                .contains("3 bytes instead of", "damaged local copy");
        cluster.getFileSystem().delete(path(root + "/shards/" + Shard.rowsFile(1)), false);
        fault(ErrorCode.DATA_NOT_FOUND, () -> LocalShards.open(there, hadoop, folder.resolve("other")))
                .contains(Shard.rowsFile(1));
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void a_file_that_this_user_may_not_read_is_a_fault() throws Exception {
        FileSystem files = cluster.getFileSystem();
        files.copyFromLocalFile(path("../conf/data/digits.csv"), path(root + "/closed.csv"));
        files.setPermission(path(root + "/closed.csv"), new FsPermission((short) 0600));
        UserGroupInformation.createUserForTesting("somebody", new String[] {"people"})
                .doAs((java.security.PrivilegedAction<Object>) () -> fault(
                                ErrorCode.DATA_UNREADABLE,
                                () -> ReadablePaths.check(hadoop, List.of(root + "/closed.csv")))
                        .contains("closed.csv", "Permission denied"));
    }

    private static ShardedData shards(String from, String to) {
        Dataset<Row> rows = DataSource.of(from).read(spark());
        return Sharding.write(rows, TableSpec.defaults(), StratifiedKFold.of(3), Seed.root(42), to);
    }

    private static org.apache.hadoop.fs.Path path(String text) {
        return new org.apache.hadoop.fs.Path(text);
    }
}
