package io.foldsync.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.FeatureType;
import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.fold.Split;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.Finished;
import io.foldsync.loop.StopReason;
import io.foldsync.metric.Metrics;
import io.foldsync.nn.Adam;
import io.foldsync.nn.DenseBlock;
import io.foldsync.nn.Loss;
import io.foldsync.nn.ModelRecipe;
import io.foldsync.nn.Network;
import io.foldsync.nn.ResNet;
import io.foldsync.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BuiltInCallbacksTest {
    private static final DatasetCard CARD = new DatasetCard(
            List.of(1, 8, 8),
            FeatureType.UINT8,
            new Target.Classes(List.of("a", "b", "c")),
            false,
            List.of(10L, 10L),
            "fingerprint");

    private final List<String> lines = new ArrayList<>();
    private long now;

    private static FoldRecipe recipe(Network network) {
        return new FoldRecipe(
                new ModelRecipe(network, Loss.CROSS_ENTROPY, Adam.of(1e-3), 8),
                Split.kFold(2, false, false),
                Scaling.NONE,
                Metrics.forClasses(),
                Seed.root(1));
    }

    private static Round round(int epoch, double lr) {
        return new FakeFolds(2, (fold, number) -> 1).trainEpoch(new EpochOrder(epoch, lr));
    }

    @Test
    void theSummaryCountsEveryLayersParametersOnceInTheWholeAndWithinEachThatHoldsIt() {
        new ModelSummary(1, lines::add).onTrainStart(recipe(new ResNet(4)), CARD);
        String shallow = lines.get(0);
        assertThat(shallow.lines().skip(2)).allMatch(line -> !line.startsWith("3.body"));
        // a residual block of 4 channels: two 3 x 3 convolutions with biases, and two batch norms
        assertThat(shallow).containsPattern("3 +Residual +\\[4, 8, 8] +312");
        new ModelSummary(9, lines::add).onTrainStart(recipe(new ResNet(4)), CARD);
        assertThat(lines.get(1)).containsPattern("3\\.body\\.0 +Conv2d +\\[4, 8, 8] +148");
        assertThat(total(lines.get(1))).isEqualTo(total(shallow));
    }

    @Test
    @Tag("djl")
    void theSummaryOfANetworkWhoseInsideIsNotKnownTellsTheModulesThatItsParametersAreIn() {
        DatasetCard flat = new DatasetCard(List.of(12), CARD.type(), CARD.target(), false, CARD.partRows(), "");
        new ModelSummary(1, lines::add).onTrainStart(recipe(new DenseBlock(Map.of())), flat);
        // 12 x 16 + 16, two of 16 of batch norm, 16 factors, 16 x 8 + 8, 8 x 3 + 3; two running moments of 16
        assertThat(total(lines.get(0))).startsWith("419 numbers are learned and 32 are kept beside");
        assertThat(lines.get(0)).containsPattern("01Linear +- +- +208");
    }

    private static String total(String summary) {
        return summary.lines().reduce((first, last) -> last).orElseThrow();
    }

    @Test
    void theLearningRateIsToldWhenItChanges() {
        LearningRateMonitor monitor = new LearningRateMonitor(lines::add);
        for (double lr : new double[] {0.1, 0.1, 0.05}) {
            monitor.onTrainFoldEnd(round(monitor.rates().size(), lr), List.of());
        }
        assertThat(lines).containsExactly("epoch 0: lr 0.1", "epoch 2: lr 0.05");
        assertThat(monitor.rates()).containsExactly(0.1, 0.1, 0.05);
    }

    private static List<FoldTiming> timings(int epoch) {
        return List.of(
                new FoldTiming(0, epoch, 1, 0.25, 3000, "here"), new FoldTiming(1, epoch, 2, 0.5, 3000, "there"));
    }

    @Test
    void theTimerNamesTheFoldWithMostWork() {
        Timer timer = new Timer(2, lines::add, () -> now);
        timer.onTrainStart(recipe(new ResNet(4)), CARD);
        History history = History.empty();
        for (int epoch = 0; epoch < 2; epoch++) {
            timer.onTrainFoldStart(history);
            now += 1_500_000_000L;
            history = history.with(round(epoch, 1));
            timer.onTrainFoldEnd(history.last(), timings(epoch));
        }
        timer.onTrainEnd(new Finished<>(history, new StopReason("epochs_done", "")));
        assertThat(lines)
                .containsExactly(
                        "epoch 1 took 1.50 s; most work had fold 1: 2.00 s of training and 0.50 s of validation",
                        "2 epochs took 3.00 s");
    }

    @Test
    void throughputIsOfAllFoldsTogetherAndOfOneAtWork() {
        ThroughputMonitor monitor = new ThroughputMonitor(1, lines::add, () -> now);
        monitor.onTrainFoldStart(History.empty());
        now += 3_000_000_000L;
        monitor.onTrainFoldEnd(round(0, 1), timings(0));
        assertThat(lines)
                .containsExactly(
                        "epoch 0: 2,000 training rows a second, validation included; 2,000 a second of a fold at work");
    }

    @Test
    void memoryIsToldOfTheProcessAndOfTheDeviceWhereThereIsOne() {
        assertThat(MemoryMonitor.line(
                        new FoldMoment(3, 2, 0.1, "cpu"), OptionalLong.of(512 << 20), OptionalLong.empty()))
                .isEqualTo("epoch 2: process 512 MiB");
        assertThat(MemoryMonitor.line(
                        new FoldMoment(3, 2, 0.1, "cuda:0"), OptionalLong.empty(), OptionalLong.of(1 << 20)))
                .isEqualTo("epoch 2: process unknown, cuda:0 1 MiB");
    }

    @Test
    void ofAllFoldsOfAProcessTheFirstTellsItsMemory() {
        MemoryMonitor monitor = new MemoryMonitor(2);
        FoldWatcher one = monitor.watcher(lines::add);
        FoldWatcher other = monitor.watcher(lines::add);
        for (int epoch : new int[] {0, 1, 2, 3, 0, 1}) { // two runs
            one.onValidationEndPerFold(new FoldMoment(0, epoch, 0.1, "cpu"), new TreeMap<>());
            other.onValidationEndPerFold(new FoldMoment(1, epoch, 0.1, "cpu"), new TreeMap<>());
        }
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(':'))))
                .containsExactly("epoch 1", "epoch 3", "epoch 1");
    }
}
