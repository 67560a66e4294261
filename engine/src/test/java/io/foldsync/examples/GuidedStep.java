package io.foldsync.examples;

import io.foldsync.nn.Batch;
import io.foldsync.nn.TrainStep;
import io.foldsync.random.Seed;
import java.util.Arrays;

/**
 * Weight updates guided by the loss on rows kept apart: gradients are scaled by one over it. The rows are a tenth of the
 * fold's training rows, so that its validation rows stay unseen.
 */
record GuidedStep() implements TrainStep {
    private static final int ONE_IN = 10;

    @Override
    public int[] kept(int[] rows, Seed seed) {
        seed.child("guide").stream().shuffle(rows);
        return Arrays.copyOf(rows, rows.length - rows.length / ONE_IN);
    }

    @Override
    public void train(Batch batch) {
        batch.forward();
        batch.backward();
        batch.scaleGradients(1 / batch.lossOf(batch.heldBack()));
        batch.step();
    }
}
