package io.foldsync.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** All rounds so far, epoch i at index i. The only progress an epoch loop has. */
public record History(List<Round> rounds) implements Serializable {

    public History {
        rounds = List.copyOf(rounds);
        for (int epoch = 0; epoch < rounds.size(); epoch++) {
            if (rounds.get(epoch).epoch() != epoch
                    || rounds.get(epoch).folds() != rounds.get(0).folds()) {
                throw new IllegalArgumentException("in place of epoch " + epoch + " stands epoch "
                        + rounds.get(epoch).epoch() + " of " + rounds.get(epoch).folds() + " folds");
            }
        }
    }

    /** Nothing has happened yet. */
    public static History empty() {
        return new History(List.of());
    }

    /** This history with one more round. */
    public History with(Round round) {
        List<Round> longer = new ArrayList<>(rounds);
        longer.add(round);
        return new History(longer);
    }

    /** The number of epochs trained, which is also the next epoch's index. */
    public int epochs() {
        return rounds.size();
    }

    /**
     * The latest round.
     *
     * @throws IllegalStateException when there is none
     */
    public Round last() {
        if (rounds.isEmpty()) {
            throw new IllegalStateException("no epoch has been trained");
        }
        return rounds.get(rounds.size() - 1);
    }

    /** The cross-fold mean of one measure, epoch by epoch. */
    public DoubleStream means(String measure) {
        return rounds.stream().mapToDouble(round -> round.mean(measure));
    }

    /** The first {@code epochs} epochs of it. */
    public History first(int epochs) {
        return new History(rounds.subList(0, epochs));
    }

    /** The orders given so far, from which any fold's state can be replayed. */
    public List<EpochOrder> orders() {
        return rounds.stream().map(Round::order).toList();
    }
}
