package io.foldsync.policy;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.metric.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Histories of folds that follow given curves: each fold has an offset of its own, and noise that hangs together from epoch to
 * epoch by half.
 */
record SimulatedRun(int folds, double spread, double noise, Random random) {

    /** @param validation the expected validation loss, by epoch */
    History history(int epochs, DoubleUnaryOperator validation, DoubleUnaryOperator training) {
        double[] offsets = random.doubles(folds).map(u -> (u - 0.5) * spread).toArray();
        double[] wander = new double[folds];
        List<Round> rounds = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            List<EpochReport> reports = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                wander[fold] = wander[fold] / 2 + random.nextGaussian() * noise;
                double offset = offsets[fold];
                reports.add(report(
                        fold,
                        epoch,
                        validation.applyAsDouble(epoch) + offset + wander[fold],
                        training.applyAsDouble(epoch) + random.nextGaussian() * noise / 4));
            }
            rounds.add(new Round(new EpochOrder(epoch, 0.1), reports));
        }
        return new History(rounds);
    }

    private static EpochReport report(int fold, int epoch, double validation, double training) {
        Map<String, Double> values = Map.of("val_loss", validation, "train_loss", training);
        TreeMap<String, Tally> tallies = new TreeMap<>();
        values.forEach((name, value) -> tallies.put(name, Tally.of(value, 1)));
        return new EpochReport(fold, epoch, new TreeMap<>(values), tallies);
    }

    /** The first epoch after which a rule stops; the number of epochs when it does not. */
    static int stop(StopRule rule, History history) {
        for (int epochs = 1; epochs <= history.epochs(); epochs++) {
            if (rule.check(history.first(epochs)).isPresent()) {
                return epochs - 1;
            }
        }
        return history.epochs();
    }
}
