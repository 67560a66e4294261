package io.foldsync.nn;

/** Forward, backward, step. */
record StandardStep() implements TrainStep {

    @Override
    public void train(Batch batch) {
        batch.forward();
        batch.backward();
        batch.step();
    }

    @Override
    public String describe() {
        return "standard";
    }
}
