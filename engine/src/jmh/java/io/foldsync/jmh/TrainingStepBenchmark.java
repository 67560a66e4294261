package io.foldsync.jmh;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.DeviceTable;
import io.foldsync.data.Moments;
import io.foldsync.data.Scaling;
import io.foldsync.data.TestTables;
import io.foldsync.nn.Adam;
import io.foldsync.nn.Loss;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Model;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Natives;
import io.foldsync.nn.TrainTally;
import io.foldsync.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One training step of the dense network 784-256-128-10 on 64 rows, in a native call that does a run of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrainingStepBenchmark {
    private static final int STEPS = 50;
    private static final int BATCH = 64;
    private static final Seed SEED = Seed.root(0);

    @Param({"0.5", "0"})
    double dropout;

    private Path folder;
    private DeviceTable table;
    private Model model;
    private final int[] order = IntStream.range(0, STEPS * BATCH).toArray();

    @Setup
    public void open() throws IOException {
        Natives.start();
        folder = Files.createTempDirectory("foldsync-jmh-");
        DatasetCard card = TestTables.classes(STEPS * BATCH, 784, 10, 1)
                .withShape(1, 28, 28)
                .withBytes()
                .write(folder);
        table = DeviceTable.load(folder, card, "cpu");
        ModelRecipe recipe =
                new ModelRecipe(new Mlp(List.of(256, 128), dropout), Loss.CROSS_ENTROPY, Adam.of(1e-3), BATCH);
        model = Model.create(recipe, table, new Scaling.Fixed(128, 40).fit(Moments.none(784)), SEED);
        SEED.stream().shuffle(order);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public TrainTally step() {
        return model.train(order, 1e-3, SEED);
    }

    @TearDown
    public void close() throws IOException {
        model.close();
        table.close();
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
