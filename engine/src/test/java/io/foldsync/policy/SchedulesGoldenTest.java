package io.foldsync.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.history.History;
import io.foldsync.history.LrPiece.Curve;
import io.foldsync.history.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every schedule gives PyTorch's rates over 100 epochs; {@code golden/policy/schedules.py} made the numbers. */
class SchedulesGoldenTest {
    private static final int EPOCHS = 100;
    private static final double LR = 0.05;
    private static final double EXACT = 1e-9;
    private static final Map<String, double[]> GOLDEN = golden();
    private static final Monitor LOSS = new Monitor("val_loss", Direction.MINIMIZE);

    @Test
    void stairs() {
        agrees("constant", new ConstantLr(LR));
        agrees("step", new StepLr(LR, 7, 0.5));
        agrees("multi_step", new MultiStepLr(LR, List.of(10, 30, 31, 80), 0.2));
    }

    @Test
    void falls() {
        agrees("exponential", new ExponentialLr(LR, 0.97));
        agrees("polynomial", new PolynomialLr(LR, 60, 2));
        agrees("linear", new LinearLr(LR, 0.25, 0.75, 20));
        agrees("cosine", new CosineLr(LR, 100, 1e-3));
    }

    @Test
    void warmUpsAndRestarts() {
        agrees("warm_cosine", SequentialLr.warmUp(LR, 0.1, 10, new CosineLr(LR, 90, 1e-4)));
        agrees("restarts", new WarmRestartsLr(LR, 10, 2, 1e-3));
        agrees("restarts_even", new WarmRestartsLr(LR, 15, 1, 0));
    }

    @Test
    void oneCycles() {
        agrees("one_cycle", OneCycleLr.of(0.2, 100));
        agrees("one_cycle_linear", new OneCycleLr(0.2, 100, 0.25, 10, 100, Curve.LINEAR));
    }

    @Test
    void schedulesOfSchedules() {
        agrees("chained", new ChainedLr(LR, List.of(LinearLr.warmUp(LR, 0.2, 8), new ExponentialLr(LR, 0.95))));
        agrees(
                "sequential",
                new SequentialLr(
                        List.of(LinearLr.warmUp(LR, 0.1, 5), new ExponentialLr(LR, 0.9), new StepLr(LR, 3, 0.1)),
                        List.of(5, 40)));
    }

    @Test
    void reductionsOnAPlateauOfTheMean() {
        LrSchedule base = new ConstantLr(LR);
        double[] means = Objects.requireNonNull(GOLDEN.get("means"));
        agrees("plateau", ReduceOnPlateau.of(base, LOSS).withPatience(0.5, 3), LOSS, means);
        agrees("plateau_absolute", new ReduceOnPlateau(base, LOSS, 0.3, 2, 0.05, false, 4, 1e-3), LOSS, means);
        agrees("plateau_relative", new ReduceOnPlateau(base, LOSS, 0.5, 4, 0.2, true, 2, 0), LOSS, means);
        Monitor rising = new Monitor("val_r2", Direction.MAXIMIZE);
        agrees(
                "plateau_max",
                new ReduceOnPlateau(base, rising, 0.5, 3, 0.01, true, 0, 0),
                rising,
                Arrays.stream(means).map(mean -> -mean).toArray());
    }

    private static void agrees(String name, LrSchedule schedule) {
        agrees(name, schedule, LOSS, new double[EPOCHS]);
    }

    /** Two folds whose mean is the recorded one. */
    private static void agrees(String name, LrSchedule schedule, Monitor monitor, double[] means) {
        double[] expected = Objects.requireNonNull(GOLDEN.get(name), name);
        History history = History.empty();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            assertThat(schedule.lr(epoch, history))
                    .as("%s, epoch %s", name, epoch)
                    .isEqualTo(expected[epoch], within(EXACT));
            double mean = means[epoch];
            history = history.with(Reports.round(epoch, monitor.measure(), mean + 0.25, mean - 0.25));
        }
    }

    private static Map<String, double[]> golden() {
        try (InputStream in = SchedulesGoldenTest.class.getResourceAsStream("/golden/policy/schedules.txt")) {
            Map<String, double[]> golden = new TreeMap<>();
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> {
                String[] words = line.split(" ");
                golden.put(
                        words[0],
                        Arrays.stream(words)
                                .skip(1)
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            });
            return golden;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
