package io.foldsync.nn;

/**
 * What one pass over the training rows summed up, each row as the network was when it was trained on.
 *
 * @param lossSum sum of weight times loss; not finite if the fold diverged
 * @param lossWeight what to divide it by: sum of weights, times their classes' if the loss weighs classes
 * @param correct sum of the weights of rows whose largest output is their class's, or all of whose labels are right; 0 for numbers
 * @param weight sum of weights
 */
public record TrainTally(double lossSum, double lossWeight, double correct, double weight) {

    /** Both passes together. */
    public TrainTally plus(TrainTally other) {
        return new TrainTally(
                lossSum + other.lossSum, lossWeight + other.lossWeight, correct + other.correct, weight + other.weight);
    }
}
