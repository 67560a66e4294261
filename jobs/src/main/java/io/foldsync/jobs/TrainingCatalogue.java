package io.foldsync.jobs;

import io.foldsync.jobs.config.Arguments;
import io.foldsync.jobs.config.LossConfig;
import io.foldsync.jobs.config.OptimizerConfig;
import io.foldsync.jobs.config.StepsConfig;
import io.foldsync.nn.Adagrad;
import io.foldsync.nn.Adam;
import io.foldsync.nn.BinaryCrossEntropyLoss;
import io.foldsync.nn.CrossEntropyLoss;
import io.foldsync.nn.DiceLoss;
import io.foldsync.nn.FocalLoss;
import io.foldsync.nn.HuberLoss;
import io.foldsync.nn.L1Loss;
import io.foldsync.nn.Lion;
import io.foldsync.nn.Loss;
import io.foldsync.nn.NegativeLogLikelihoodLoss;
import io.foldsync.nn.Optimizer;
import io.foldsync.nn.RmsProp;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.SquaredErrorLoss;
import io.foldsync.nn.Steps;

/** The part of the {@link Catalogue} that knows losses, optimizers and what is around them. */
final class TrainingCatalogue {
    private TrainingCatalogue() {}

    static Loss loss(LossConfig loss) {
        Arguments told = loss.arguments();
        return switch (loss.kind()) {
            case CROSS_ENTROPY -> new CrossEntropyLoss(told.numbers("classWeights"), told.number("labelSmoothing"));
            case NLL -> new NegativeLogLikelihoodLoss(told.numbers("classWeights"));
            case BCE -> new BinaryCrossEntropyLoss(told.numbers("posWeight"), told.number("labelSmoothing"));
            case FOCAL -> new FocalLoss(told.number("gamma"), told.numbers("alpha"));
            case DICE -> new DiceLoss(told.number("smooth"));
            case MSE -> new SquaredErrorLoss();
            case L1 -> new L1Loss();
            case HUBER -> new HuberLoss(told.number("delta"));
        };
    }

    static Optimizer optimizer(OptimizerConfig optimizer) {
        Arguments told = optimizer.arguments();
        double lr = told.number("lr");
        double decay = told.number("weightDecay");
        return switch (optimizer.kind()) {
            case SGD -> new Sgd(lr, told.number("momentum"), told.flag("nesterov"), decay);
            case ADAM -> adam(told, false);
            case ADAMW -> adam(told, true);
            case RMSPROP ->
                new RmsProp(
                        lr,
                        told.number("alpha"),
                        told.number("eps"),
                        told.number("momentum"),
                        told.flag("centered"),
                        decay);
            case ADAGRAD ->
                new Adagrad(lr, told.number("lrDecay"), told.number("initialAccumulator"), told.number("eps"), decay);
            case LION -> new Lion(lr, beta(told, 0), beta(told, 1), decay);
        };
    }

    private static Adam adam(Arguments told, boolean decoupled) {
        return new Adam(
                told.number("lr"),
                beta(told, 0),
                beta(told, 1),
                told.number("eps"),
                told.number("weightDecay"),
                decoupled);
    }

    private static double beta(Arguments told, int which) {
        return told.numbers("betas").get(which);
    }

    static Steps steps(StepsConfig steps) {
        return new Steps(
                steps.accumulateBatches(),
                steps.clipValue().orElse(Double.POSITIVE_INFINITY),
                steps.clipNorm().orElse(Double.POSITIVE_INFINITY),
                steps.decayNormAndBias(),
                steps.averageDecay(),
                steps.precision());
    }
}
