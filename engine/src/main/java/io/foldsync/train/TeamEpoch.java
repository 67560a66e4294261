package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.nn.JointPass;
import io.foldsync.nn.TrainTally;
import java.util.ArrayList;
import java.util.List;

/** One epoch of folds that train side by side: a joint pass, then scoring fold by fold. */
final class TeamEpoch implements Sliced {
    private final List<FoldSession> folds;
    private final EpochOrder order;
    private final JointPass training;
    private final List<Validation> scorers;
    private boolean begun;
    private double trainSeconds;
    private double validateSeconds;

    TeamEpoch(List<FoldSession> folds, EpochOrder order, JointPass training) {
        this.folds = List.copyOf(folds);
        this.order = order;
        this.training = training;
        this.scorers = folds.stream().map(fold -> fold.validation(order)).toList();
    }

    @Override
    public double left() {
        int rows = scorers.stream().mapToInt(Validation::rowsLeft).sum();
        return FoldEpoch.left(training.stepsLeft(), folds.get(0).batchRows(), rows);
    }

    @Override
    public boolean done() {
        return training.done() && scorers.stream().allMatch(Validation::done);
    }

    @Override
    public void advance() {
        if (!begun) {
            begun = true;
            folds.forEach(fold -> fold.network().trainingStarts(order));
        }
        long start = System.nanoTime();
        if (training.done()) {
            scorers.stream().filter(scorer -> !scorer.done()).findFirst().ifPresent(Validation::advance);
            validateSeconds += (System.nanoTime() - start) * 1e-9;
        } else {
            training.advance();
            trainSeconds += (System.nanoTime() - start) * 1e-9;
            if (training.done()) {
                List<TrainTally> tallies = training.tallies();
                for (int i = 0; i < folds.size(); i++) {
                    folds.get(i).network().trainingEnds(order, tallies.get(i));
                }
            }
        }
    }

    /** What the folds bring to the meeting; call it once, when all is done. */
    List<EpochReport> reports() {
        List<TrainTally> tallies = training.tallies();
        List<EpochReport> reports = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) {
            reports.add(folds.get(i).finish(order, tallies.get(i), scorers.get(i)));
        }
        return reports;
    }

    /** Each fold's share of the seconds at work. */
    List<FoldTiming> timings() {
        return folds.stream()
                .map(fold -> fold.timing(order, trainSeconds / folds.size(), validateSeconds / folds.size()))
                .toList();
    }
}
