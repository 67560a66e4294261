package io.foldsync.metric;

/** Six rows of four classes, of which class 3 never occurs, and five rows of numbers; dyadic, so exact in float32. */
final class Reference {
    private static final float[] LOGITS = {
        2.0f, 0.5f, -1.0f, 0.0f, //
        0.25f, 0.25f, -3.0f, 0.125f, //
        -1.5f, 4.0f, 0.75f, 0.0f, //
        0.0f, 0.0f, 5.0f, -2.0f, //
        1.0f, -1.0f, 0.5f, -4.0f, //
        3.0f, 2.5f, 2.75f, -1.0f
    };

    private Reference() {}

    static Predictions classes() {
        return new Predictions(LOGITS, 4, new float[] {0, 1, 1, 2, 2, 0}, new float[] {1, 1, 1, 1, 1, 1});
    }

    static Predictions weightedClasses() {
        return new Predictions(LOGITS, 4, classes().targets(), new float[] {1, 2, 0.5f, 1.5f, 3, 0.25f});
    }

    /** The same outputs for four labels, of which label 3 is predicted once and never true. */
    static Predictions labels() {
        return labels(new float[] {1, 1, 1, 1, 1, 1});
    }

    static Predictions weightedLabels() {
        return labels(weightedClasses().weights());
    }

    private static Predictions labels(float[] weights) {
        float[] labels = {
            1, 0, 0, 0, //
            1, 1, 0, 0, //
            0, 1, 0, 0, //
            0, 0, 1, 0, //
            1, 0, 1, 0, //
            1, 1, 0, 0
        };
        return new Predictions(LOGITS, 4, labels, weights);
    }

    static Predictions numbers() {
        return new Predictions(
                new float[] {1, -1, 0.5f, 4.5f, 1}, 1, new float[] {1.5f, -2, 0.25f, 4, 3}, new float[] {1, 1, 1, 1, 1
                });
    }

    static Predictions weightedNumbers() {
        return new Predictions(numbers().outputs(), 1, numbers().targets(), new float[] {1, 0.5f, 2, 1, 4});
    }

    static Predictions one(float[] outputs, float target) {
        return new Predictions(outputs, outputs.length, new float[] {target}, new float[] {1});
    }
}
