package io.foldsync.jmh;

import io.foldsync.fold.ArraySurvey;
import io.foldsync.fold.KFold;
import io.foldsync.fold.RowOrder;
import io.foldsync.fold.SplitPlan;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.random.RandomStream;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Dealing 70,000 rows of ten classes to five folds, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SplitterBenchmark {
    private static final int ROWS = 70_000;
    private static final int CLASSES = 10;

    private final Splitter stratified = StratifiedKFold.of(5);
    private final Splitter plain = KFold.of(5);
    private int[] classes;
    private List<RowOrder> orders;
    private ArraySurvey survey;
    private ArraySurvey unstratified;
    private SplitPlan plan;

    @Setup
    public void open() {
        RandomStream random = Seed.root(0).stream();
        classes = IntStream.range(0, ROWS).map(row -> random.nextInt(CLASSES)).toArray();
        orders = IntStream.range(0, ROWS)
                .mapToObj(row -> new RowOrder(random.nextLong(), random.nextLong()))
                .toList();
        survey = ArraySurvey.of(classes, orders);
        unstratified = ArraySurvey.of(new int[ROWS], orders);
        plan = stratified.plan(survey);
    }

    /** Sorting the rows' keys by class, on which plans are made. */
    @Benchmark
    public ArraySurvey survey() {
        return ArraySurvey.of(classes, orders);
    }

    @Benchmark
    public SplitPlan stratifiedPlan() {
        return stratified.plan(survey);
    }

    @Benchmark
    public SplitPlan plainPlan() {
        return plain.plan(unstratified);
    }

    /** Every row's part under a plan that is made. */
    @Benchmark
    public int[] assignment() {
        return survey.parts(plan.rule());
    }
}
