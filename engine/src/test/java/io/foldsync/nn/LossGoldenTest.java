package io.foldsync.nn;

import io.foldsync.data.Target;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss trains as PyTorch's does. */
@Tag("djl")
class LossGoldenTest {
    private static final List<Double> BY_CLASS = List.of(0.5, 1.0, 2.0);

    record Case(String golden, Loss loss, boolean weighted, Target target) {
        Case(String golden, Loss loss, boolean weighted) {
            this(golden, loss, weighted, LossContractTest.target(loss));
        }

        @Override
        public String toString() {
            return golden;
        }
    }

    static Stream<Case> cases() {
        CrossEntropyLoss crossEntropy = new CrossEntropyLoss(BY_CLASS, 0.1);
        return Stream.of(
                new Case("loss-cross-entropy", crossEntropy, false),
                new Case("loss-cross-entropy-weighted", crossEntropy, true),
                new Case("loss-smoothed", new CrossEntropyLoss().withLabelSmoothing(0.2), false),
                new Case("loss-nll", new NegativeLogLikelihoodLoss(BY_CLASS), false),
                new Case("loss-bce", new BinaryCrossEntropyLoss(BY_CLASS), false),
                new Case("loss-focal", new FocalLoss(2, BY_CLASS), false),
                new Case("loss-dice", new DiceLoss(0.5), false),
                new Case("loss-mse", new SquaredErrorLoss(), false),
                new Case("loss-l1", new L1Loss(), false),
                new Case("loss-huber", new HuberLoss(0.3), false),
                new Case("loss-huber-weighted", new HuberLoss(0.3), true),
                ofLabels("loss-bce-labels", new BinaryCrossEntropyLoss(BY_CLASS), false),
                ofLabels("loss-bce-labels-weighted", new BinaryCrossEntropyLoss(BY_CLASS), true),
                ofLabels("loss-bce-labels-smoothed", new BinaryCrossEntropyLoss(List.of(), 0.1), false),
                ofLabels("loss-focal-labels", new FocalLoss(2, List.of(0.25, 0.5, 0.75)), false));
    }

    private static Case ofLabels(String golden, Loss loss, boolean weighted) {
        return new Case(golden, loss, weighted, SmallRows.LABELS);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyLossTrainsAsPyTorchsDoes(Case one) throws IOException {
        ModelRecipe recipe =
                new ModelRecipe(LossContractTest.network(one.loss), one.loss, Sgd.of(0.1), HundredSteps.BATCH_ROWS);
        HundredSteps.agree(one.golden, recipe, SmallRows.of(one.target, one.weighted, 8));
    }
}
