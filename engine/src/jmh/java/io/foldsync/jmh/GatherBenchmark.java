package io.foldsync.jmh;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.foldsync.nn.Natives;
import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What it takes to bring rows into a random order: the shuffle of an epoch, and the gathering of its batches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GatherBenchmark {
    private static final int ROWS = 56_000; // four of five folds of 70,000 rows
    private static final int FEATURES = 784;
    private static final int BATCH = 64;

    private final RandomStream random = Seed.root(0).stream();
    private final int[] order = IntStream.range(0, ROWS).toArray();
    private NDManager manager;
    private NDArray features;
    private int at;

    @Setup
    public void open() {
        Natives.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        features = manager.zeros(new Shape(ROWS, FEATURES), DataType.UINT8);
        random.shuffle(order);
    }

    /** The order of an epoch. */
    @Benchmark
    public int[] shuffle() {
        random.shuffle(order);
        return order;
    }

    /** 64 rows of 784 bytes out of 44 MB, and as floats. */
    @Benchmark
    public void gather(Blackhole sink) {
        at = at + BATCH > ROWS ? 0 : at;
        int[] rows = Arrays.copyOfRange(order, at, at + BATCH);
        at += BATCH;
        try (NDManager scratch = manager.newSubManager()) {
            NDArray index = scratch.create(rows).toType(DataType.INT64, false);
            NDArray batch = features.get(scratch, new NDIndex("{}", index));
            sink.consume(batch.toType(DataType.FLOAT32, false).getUid());
        }
    }

    @TearDown
    public void close() {
        manager.close();
    }
}
