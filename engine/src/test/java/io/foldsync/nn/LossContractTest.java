package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Wire;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.metric.Accuracy;
import io.foldsync.metric.ExactMatch;
import io.foldsync.metric.Metric;
import io.foldsync.metric.Predictions;
import io.foldsync.random.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss promises: what is reported of validation rows is what is trained, alone and side by side. */
@Tag("djl")
class LossContractTest {
    private static final List<Double> BY_CLASS = List.of(0.5, 1.0, 2.0);

    static Stream<Loss> losses() {
        return Stream.of(
                new CrossEntropyLoss(),
                new CrossEntropyLoss(BY_CLASS, 0),
                new CrossEntropyLoss(BY_CLASS, 0.1),
                new NegativeLogLikelihoodLoss(List.of()),
                new NegativeLogLikelihoodLoss(BY_CLASS),
                new BinaryCrossEntropyLoss(List.of()),
                new BinaryCrossEntropyLoss(BY_CLASS),
                new BinaryCrossEntropyLoss(BY_CLASS, 0.1),
                new FocalLoss(),
                new FocalLoss(0.5, BY_CLASS),
                new DiceLoss(0),
                new DiceLoss(1),
                new SquaredErrorLoss(),
                new L1Loss(),
                new HuberLoss(0.3));
    }

    /** A loss, and what it is taken against. */
    record Against(Loss loss, Target target) {
        @Override
        public String toString() {
            return loss.describe() + " for " + target.describe();
        }
    }

    static Stream<Against> everyUse() {
        Stream<Loss> ofLabels = Stream.of(
                new BinaryCrossEntropyLoss(List.of()),
                new BinaryCrossEntropyLoss(BY_CLASS),
                new BinaryCrossEntropyLoss(BY_CLASS, 0.1),
                new FocalLoss(),
                new FocalLoss(0.5, List.of(0.25, 0.5, 0.75)));
        return Stream.concat(
                losses().map(loss -> new Against(loss, target(loss))),
                ofLabels.map(loss -> new Against(loss, SmallRows.LABELS)));
    }

    /** Every loss, with weights of rows and without. */
    @ParameterizedTest
    @MethodSource("everyUse")
    void theLossOfTrainingIsTheMeasureOfPredictions(Against use) {
        Loss loss = use.loss;
        for (boolean weighted : new boolean[] {false, true}) {
            try (SmallRows rows = SmallRows.of(use.target, weighted, 8);
                    Model model = rows.model(new ModelRecipe(network(loss), loss, Sgd.of(0.1), 20), 1)) {
                Predictions predictions = rows.predictions(model);
                Metric metric = loss.metric();
                double measured = metric.value(metric.add(metric.zero(predictions.classes()), predictions));

                TrainTally tally = model.train(SmallRows.order(), 0, Seed.root(0));

                assertThat(tally.lossSum() / tally.lossWeight()).isCloseTo(measured, within(1e-6));
                assertThat(tally.weight()).isCloseTo(sum(predictions.weights()), within(1e-4));
                assertThat(tally.correct() / tally.weight()).isCloseTo(right(use.target, predictions), within(1e-6));
            }
        }
    }

    /** The share of rows that are right; 0 for numbers. */
    private static double right(Target target, Predictions predictions) {
        Metric metric = target.kind() == Target.Kind.LABELS ? new ExactMatch() : new Accuracy();
        return target.kind() == Target.Kind.NUMBERS
                ? 0
                : metric.value(metric.add(metric.zero(predictions.classes()), predictions));
    }

    @ParameterizedTest
    @MethodSource("everyUse")
    void modelsSideBySideTrainByItAsAlone(Against use) {
        for (boolean weighted : new boolean[] {false, true}) {
            try (SmallRows rows = SmallRows.of(use.target, weighted, 8)) {
                WidthContract.holds(new ModelRecipe(network(use.loss), use.loss, Sgd.of(0.1), 14), rows);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void itArrivesAsItWasSentAndSaysWhatItIs(Loss loss) {
        assertThat(Wire.sent(loss)).isEqualTo(loss);
        assertThat(loss.describe()).startsWith(loss.label());
        assertThat(loss.metric().name()).isEqualTo("loss");
        assertThat(loss.metric().higherIsBetter()).isFalse();
    }

    @Test
    void aSureAndRightRowHasNoGradientThatIsNotANumber() {
        try (SmallRows rows = SmallRows.of(8);
                Model model = rows.model(
                        new ModelRecipe(network(Loss.CROSS_ENTROPY), new FocalLoss(0.1, List.of()), Sgd.of(1e4), 8),
                        0)) {
            for (int epoch = 0; epoch < 5; epoch++) {
                TrainTally tally = model.train(SmallRows.order(), 1e4, Seed.root(epoch));
                assertThat(tally.lossSum()).isFinite();
            }
        }
    }

    @Test
    void aLossThatDoesNotFitTheTargetIsRefused() {
        Target two = new Target.Classes(List.of("a", "b"));
        refused(() -> Loss.requireFits(new DiceLoss(0), SmallRows.NUMBERS), "dice for a label of real numbers");
        refused(() -> Loss.requireFits(new L1Loss(), two), "l1 for a label of classes");
        refused(
                () -> Loss.requireFits(new CrossEntropyLoss(BY_CLASS, 0), two),
                "3 numbers (class weights) in cross_entropy; expected 2, one for each class");
        Target labels = new Target.Labels(List.of("a", "b"));
        refused(
                () -> Loss.requireFits(new CrossEntropyLoss(), labels),
                "cross_entropy for rows that may have several labels; expected bce or focal");
        refused(
                () -> Loss.requireFits(new BinaryCrossEntropyLoss(BY_CLASS), labels),
                "3 numbers (positive weights) in bce; expected 2, one for each label in the order of the labels");
        refused(
                () -> Loss.requireFits(new FocalLoss(2, List.of(0.5, 1.5)), labels),
                "2 numbers (alpha) in focal, of which one is above 1; expected 0 to 1");
        Loss.requireFits(new FocalLoss(2, List.of(0.5, 1.5)), two);
    }

    private static void refused(Runnable code, String message) {
        assertThatThrownBy(code::run)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        FoldSyncException.class,
                        e -> assertThat(e.faults().get(0).code()).isEqualTo(ErrorCode.CONFIG_CONFLICT));
    }

    static Target target(Loss loss) {
        return loss.isFor(Target.Kind.CLASSES) ? SmallRows.CLASSES : SmallRows.NUMBERS;
    }

    /** {@link HundredSteps#NETWORK}, with log-probabilities at its end for the loss that asks for them. */
    static Architecture network(Loss loss) {
        return loss instanceof NegativeLogLikelihoodLoss
                ? LayerList.of(new Linear(6), new Tanh(), new Linear(Linear.OUTPUTS), new LogProbabilities())
                : HundredSteps.NETWORK;
    }

    private record LogProbabilities() implements AnyWidth {

        @Override
        public Signal emit(Emitter to, Signal x) {
            return to.signal(x.shape(), "torch.log_softmax(" + x + ", -1)");
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
