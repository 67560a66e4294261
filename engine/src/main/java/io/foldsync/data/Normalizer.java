package io.foldsync.data;

/**
 * The fitted form of a {@link Scaling}: {@code x' = (x - shift) * scale}, feature by feature.
 *
 * <p>Both arrays have d entries, or one entry that holds for every feature. Immutable.
 */
public final class Normalizer {
    private final float[] shift;
    private final float[] scale;

    /** Takes the arrays over: callers here hand in fresh ones. */
    Normalizer(float[] shift, float[] scale) {
        if (shift.length != scale.length || shift.length == 0) {
            throw new IllegalArgumentException("lengths " + shift.length + " and " + scale.length);
        }
        this.shift = shift;
        this.scale = scale;
    }

    /**
     * The normaliser of these numbers.
     *
     * @param shift what is subtracted first, {@code [d]} or {@code [1]}
     * @param scale what the difference is multiplied by, as many
     */
    public static Normalizer of(float[] shift, float[] scale) {
        return new Normalizer(shift.clone(), scale.clone());
    }

    /** What is subtracted first, {@code [d]} or {@code [1]}. */
    public float[] shift() {
        return shift.clone();
    }

    /** What the difference is multiplied by, {@code [d]} or {@code [1]}. */
    public float[] scale() {
        return scale.clone();
    }

    /** Whether it changes nothing, so that a program may leave it out. */
    public boolean identity() {
        for (int j = 0; j < shift.length; j++) {
            if (shift[j] != 0 || scale[j] != 1) {
                return false;
            }
        }
        return true;
    }
}
