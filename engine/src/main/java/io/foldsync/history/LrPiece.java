package io.foldsync.history;

import java.io.Serializable;

/**
 * A stretch of time over which the learning rate goes from one value to another. Time is in epochs; before it begins a piece
 * stands at {@code from}, after it has ended at {@code to}.
 *
 * @param begin where it begins; may lie before the time that is looked at
 * @param end where it ends, after {@code begin}
 * @param from the learning rate at its beginning, 0 or more
 * @param to the learning rate at its end, 0 or more
 */
public record LrPiece(double begin, double end, Curve curve, double from, double to) implements Serializable {

    /** The way between the two ends. */
    public enum Curve {
        /** A straight line. */
        LINEAR,
        /** Half a cosine: slow, fast, slow. */
        COSINE
    }

    public LrPiece {
        boolean time = Double.isFinite(begin) && Double.isFinite(end) && begin < end;
        boolean rates = from >= 0 && to >= 0 && Double.isFinite(from) && Double.isFinite(to);
        if (!time || !rates) {
            throw new IllegalArgumentException("lr from " + from + " to " + to + " between " + begin + " and " + end);
        }
    }

    /** The learning rate at a time. */
    public double at(double time) {
        double done = Math.max(0, Math.min(1, (time - begin) / (end - begin)));
        double left = curve == Curve.LINEAR ? 1 - done : (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
        return from * left + to * (1 - left); // exact at both ends
    }

    /** The same piece on a clock that is {@code epochs} ahead. */
    LrPiece earlier(double epochs) {
        return new LrPiece(begin - epochs, end - epochs, curve, from, to);
    }
}
