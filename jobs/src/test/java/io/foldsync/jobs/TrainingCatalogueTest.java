package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.jobs.config.JobConfig;
import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.Setting;
import io.foldsync.nn.Adagrad;
import io.foldsync.nn.Adam;
import io.foldsync.nn.AdamW;
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
import io.foldsync.nn.Precision;
import io.foldsync.nn.RmsProp;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** Losses, optimizers and what is around them, as configurations name them. */
class TrainingCatalogueTest {
    @Test
    void optimizersAreTheConfiguredOnesWithPyTorchsDefaults() {
        assertThat(optimizer("sgd")).isEqualTo(Sgd.of(0.001));
        assertThat(optimizer("adam")).isEqualTo(Adam.of(0.001));
        assertThat(optimizer("adamw")).isEqualTo(AdamW.of(0.001));
        assertThat(optimizer("rmsprop")).isEqualTo(RmsProp.of(0.01));
        assertThat(optimizer("adagrad")).isEqualTo(Adagrad.of(0.01));
        assertThat(optimizer("lion")).isEqualTo(Lion.of(0.0001));
        assertThat(optimizer("sgd", "lr=0.1", "momentum=0.9", "nesterov=true")).isEqualTo(new Sgd(0.1, 0.9, true, 0));
        assertThat(optimizer("adamw", "betas=[0.8, 0.9]", "eps=0.001", "weightDecay=0.1"))
                .isEqualTo(AdamW.of(0.001).withBetas(0.8, 0.9).withEps(0.001).withWeightDecay(0.1));
        assertThat(optimizer("rmsprop", "alpha=0.9", "eps=0.1", "momentum=0.5", "centered=true", "weightDecay=0.1"))
                .isEqualTo(new RmsProp(0.01, 0.9, 0.1, 0.5, true, 0.1));
        assertThat(optimizer("adagrad", "lrDecay=0.1", "initialAccumulator=0.2", "eps=0.3", "weightDecay=0.4"))
                .isEqualTo(new Adagrad(0.01, 0.1, 0.2, 0.3, 0.4));
        assertThat(optimizer("lion", "lr=0.001", "betas=[0.95, 0.98]", "weightDecay=1"))
                .isEqualTo(new Lion(0.001, 0.95, 0.98, 1));
    }

    @Test
    void lossesAreTheConfiguredOnesWithPyTorchsDefaults() {
        assertThat(loss("cross_entropy")).isEqualTo(Loss.CROSS_ENTROPY);
        assertThat(loss("{ cross_entropy: { classWeights: [1, 2.5], labelSmoothing: 0.1 } }"))
                .isEqualTo(new CrossEntropyLoss(List.of(1.0, 2.5), 0.1));
        assertThat(loss("{ nll: { classWeights: [1, 2] } }"))
                .isEqualTo(new NegativeLogLikelihoodLoss(List.of(1.0, 2.0)));
        assertThat(loss("{ bce: { posWeight: [1, 2] } }")).isEqualTo(new BinaryCrossEntropyLoss(List.of(1.0, 2.0)));
        assertThat(loss("{ bce: { labelSmoothing: 0.1 } }")).isEqualTo(new BinaryCrossEntropyLoss(List.of(), 0.1));
        assertThat(loss("focal")).isEqualTo(new FocalLoss());
        assertThat(loss("{ focal: { gamma: 1, alpha: [0.25, 0.75] } }"))
                .isEqualTo(new FocalLoss(1, List.of(0.25, 0.75)));
        assertThat(loss("{ dice: { smooth: 1 } }")).isEqualTo(new DiceLoss(1));
        assertThat(loss("mse")).isEqualTo(Loss.MEAN_SQUARED_ERROR);
        assertThat(loss("l1")).isEqualTo(new L1Loss());
        assertThat(loss("huber")).isEqualTo(new HuberLoss(1));
        assertThat(loss("{ huber: { delta: 0.5 } }")).isEqualTo(new HuberLoss(0.5));
    }

    @Test
    void stepsAreTheConfiguredOnes() {
        JobConfig job = job(
                "training.accumulateBatches=4",
                "training.clipNorm=1",
                "training.clipValue=0.5",
                "training.decayNormAndBias=false",
                "training.averageDecay=0.999",
                "training.precision=float16");
        assertThat(TrainingCatalogue.steps(job.training().steps()))
                .isEqualTo(new Steps(4, 0.5, 1, false, 0.999, Precision.FLOAT16));
    }

    @Test
    void whatIsWrittenOfLossAndOptimizerBindsToThemAgain() {
        JobConfig job = job(
                "training.loss={ cross_entropy: { classWeights: [1, 2] } }",
                "training.optimizer=rmsprop",
                "training.clipNorm=1",
                "training.averageDecay=0.9",
                "training.precision=bfloat16");
        Object written = job.written().get("training");
        assertThat(job("training=" + new Dump(DumpSettings.builder().build()).dumpToString(written))
                        .training())
                .isEqualTo(job.training());
    }

    private static Optimizer optimizer(String name, String... settings) {
        return TrainingCatalogue.optimizer(job(Stream.concat(Stream.of("optimizer=" + name), Arrays.stream(settings))
                        .map(setting -> "training." + setting)
                        .toArray(String[]::new))
                .training()
                .optimizer());
    }

    private static Loss loss(String loss) {
        return TrainingCatalogue.loss(
                job("training.loss=" + loss).training().loss().orElseThrow());
    }

    private static JobConfig job(String... settings) {
        String text = "{ data: { path: x.csv, label: label }, model: { architecture: resnet }, output: out }";
        List<Setting> over = Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .map(setting -> Setting.yaml("--set", setting[0], setting[1]))
                .toList();
        return JobFile.of("job.yaml", "file:/jobs/job.yaml", text, over, "file:/cwd")
                .config();
    }
}
