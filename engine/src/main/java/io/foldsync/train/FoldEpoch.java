package io.foldsync.train;

import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.nn.TrainingPass;

/**
 * One epoch of one fold under way: a training pass, then scoring the validation rows, in slices of some tens of
 * milliseconds so that k folds can take turns on m threads. How the slices are timed changes no value.
 *
 * <p>Used by one thread at a time, though not always the same.
 */
final class FoldEpoch implements Sliced {
    /** Scoring a row costs about a third of training on it; only how evenly threads end hangs on this. */
    private static final double SCORING_COST = 1.0 / 3;

    private final Validation scorer;
    private final TrainingPass training;
    private final int batchRows;
    private final FoldSession session;
    private final EpochOrder order;
    private boolean begun;
    private double trainSeconds;
    private double validateSeconds;

    FoldEpoch(TrainingPass training, int batchRows, Validation scorer, FoldSession session, EpochOrder order) {
        this.training = training;
        this.batchRows = batchRows;
        this.scorer = scorer;
        this.session = session;
        this.order = order;
    }

    /** In rows trained. */
    @Override
    public double left() {
        return left(training.stepsLeft(), batchRows, scorer.rowsLeft());
    }

    /** What so many steps and rows to be scored come to. */
    static double left(int steps, int batchRows, int scored) {
        return (double) steps * batchRows + SCORING_COST * scored;
    }

    @Override
    public boolean done() {
        return training.done() && scorer.done();
    }

    @Override
    public void advance() {
        if (!begun) {
            begun = true;
            session.network().trainingStarts(order);
        }
        long start = System.nanoTime();
        if (training.done()) {
            scorer.advance();
            validateSeconds += (System.nanoTime() - start) * 1e-9;
        } else {
            training.advance();
            trainSeconds += (System.nanoTime() - start) * 1e-9;
            if (training.done()) {
                session.network().trainingEnds(order, training.tally());
            }
        }
    }

    /** What the fold brings to the meeting; call it once, when all is done. */
    EpochReport report() {
        return session.finish(order, training.tally(), scorer);
    }

    /** Seconds at work, without those in which others had the thread. */
    FoldTiming timing() {
        return session.timing(order, trainSeconds, validateSeconds);
    }
}
