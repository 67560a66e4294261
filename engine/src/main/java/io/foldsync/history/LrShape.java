package io.foldsync.history;

import java.io.Serializable;
import java.util.List;

/**
 * The learning rate over one epoch, as a function of how much of the epoch is done. It depends on that fraction alone: folds
 * that differ in steps follow the same shape. A value that says all of itself, so that an order can be written down.
 *
 * @param pieces one after the other in time, which is 0 at the epoch's beginning and 1 at its end; a fraction belongs to the
 *     last piece that has begun by then
 */
public record LrShape(List<LrPiece> pieces) implements Serializable {

    public LrShape {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a shape without pieces");
        }
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i).begin() <= pieces.get(i - 1).begin()) {
                throw new IllegalArgumentException("pieces out of order: " + pieces);
            }
        }
    }

    /** The same learning rate from beginning to end. */
    public static LrShape constant(double lr) {
        return new LrShape(List.of(new LrPiece(0, 1, LrPiece.Curve.LINEAR, lr, lr)));
    }

    /**
     * What a timeline of pieces is in one epoch.
     *
     * @param timeline pieces one after the other, time 0 being the beginning of epoch 0
     */
    public static LrShape of(List<LrPiece> timeline, int epoch) {
        List<LrPiece> moved =
                timeline.stream().map(piece -> piece.earlier(epoch)).toList();
        int first = 0;
        while (first + 1 < moved.size() && moved.get(first + 1).begin() <= 0) {
            first++;
        }
        int last = first;
        while (last + 1 < moved.size() && moved.get(last + 1).begin() < 1) {
            last++;
        }
        return new LrShape(moved.subList(first, last + 1));
    }

    /**
     * The learning rate when a fraction of the epoch is done.
     *
     * @param fraction from 0, for the first step, to below 1
     */
    public double at(double fraction) {
        LrPiece current = pieces.get(0);
        for (LrPiece piece : pieces) {
            if (piece.begin() <= fraction) {
                current = piece;
            }
        }
        return current.at(fraction);
    }

    /** Whether every step has the same learning rate. */
    public boolean isConstant() {
        return pieces.stream()
                .allMatch(piece -> piece.from() == piece.to()
                        && piece.from() == pieces.get(0).from());
    }
}
