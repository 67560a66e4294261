package io.foldsync.examples;

import io.foldsync.fold.Role;
import io.foldsync.history.EpochOrder;
import io.foldsync.history.EpochReport;
import io.foldsync.loop.Loop;
import io.foldsync.loop.StopReason;
import io.foldsync.metric.Predictions;
import io.foldsync.nn.Batch;
import io.foldsync.nn.TrainStep;
import io.foldsync.random.Seed;
import io.foldsync.train.FoldSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Active learning within one fold: train on the rows whose labels are known, ask for the labels of those rows of the pool that
 * the network is least sure of, train anew.
 *
 * @param ask rows in each round
 * @param rounds of asking
 */
record ActiveLearning(SmallStudy study, int fold, int ask, int rounds) implements Loop<ActiveLearning.Known> {
    private static final int EPOCHS = 6;

    /** The labelled rows, and the accuracy that each round reached. */
    record Known(TreeSet<Integer> rows, List<Double> accuracies) implements Serializable {}

    /** The standard step, on labelled rows alone. */
    private record OnlyThese(List<Integer> rows) implements TrainStep {
        @Override
        public int[] kept(int[] all, Seed seed) {
            return rows.stream().mapToInt(Integer::intValue).toArray();
        }

        @Override
        public void train(Batch batch) {
            TrainStep.standard().train(batch);
        }
    }

    @Override
    public Known reset() {
        int[] pool = pool();
        study.recipe.seed().child("first").stream().shuffle(pool);
        return new Known(new TreeSet<>(IntStream.of(pool).limit(ask).boxed().toList()), List.of());
    }

    @Override
    public Optional<StopReason> done(Known known) {
        return known.accuracies().size() >= rounds
                ? Optional.of(new StopReason("rounds_done", rounds + " rounds"))
                : Optional.empty();
    }

    @Override
    public Known advance(Known known) {
        TrainStep labelled = new OnlyThese(List.copyOf(known.rows()));
        try (FoldSession session = study.open(fold, labelled)) {
            EpochReport last = session.train(new EpochOrder(0, SmallStudy.LR));
            for (int epoch = 1; epoch < EPOCHS; epoch++) {
                last = session.train(new EpochOrder(epoch, SmallStudy.LR));
            }
            TreeSet<Integer> more = new TreeSet<>(known.rows());
            more.addAll(leastSure(session, known.rows()));
            List<Double> accuracies = new ArrayList<>(known.accuracies());
            accuracies.add(last.value("val_accuracy"));
            return new Known(more, List.copyOf(accuracies));
        }
    }

    /** By the distance between the two largest outputs. */
    private List<Integer> leastSure(FoldSession session, TreeSet<Integer> known) {
        int[] unknown = IntStream.of(pool()).filter(row -> !known.contains(row)).toArray();
        double[] margins = new double[unknown.length];
        session.predict(unknown, (chunk, from) -> {
            for (int i = 0; i < chunk.rows(); i++) {
                margins[from + i] = margin(chunk, i);
            }
        });
        return IntStream.range(0, unknown.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> margins[i]))
                .limit(ask)
                .map(i -> unknown[i])
                .toList();
    }

    private static double margin(Predictions chunk, int row) {
        double first = Double.NEGATIVE_INFINITY;
        double second = first;
        for (int c = 0; c < chunk.classes(); c++) {
            double output = chunk.output(row, c);
            second = Math.max(second, Math.min(first, output));
            first = Math.max(first, output);
        }
        return first - second;
    }

    private int[] pool() {
        return study.table.rows(study.recipe.split().parts(fold, Role.TRAIN));
    }
}
