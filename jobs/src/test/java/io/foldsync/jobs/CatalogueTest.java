package io.foldsync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.Guarded;
import io.foldsync.fold.KFold;
import io.foldsync.fold.RareClasses;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.jobs.config.FoldsConfig.KFolds;
import io.foldsync.jobs.config.JobConfig;
import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.LayerKind;
import io.foldsync.jobs.config.Setting;
import io.foldsync.nn.Adam;
import io.foldsync.nn.AdaptiveAvgPool1d;
import io.foldsync.nn.AdaptiveAvgPool2d;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.AvgPool2d;
import io.foldsync.nn.BatchNorm2d;
import io.foldsync.nn.Concat;
import io.foldsync.nn.Conv1d;
import io.foldsync.nn.Conv2d;
import io.foldsync.nn.ConvTranspose2d;
import io.foldsync.nn.Dropout;
import io.foldsync.nn.Flatten;
import io.foldsync.nn.Gelu;
import io.foldsync.nn.GroupNorm;
import io.foldsync.nn.LayerList;
import io.foldsync.nn.LayerNorm;
import io.foldsync.nn.Linear;
import io.foldsync.nn.Loss;
import io.foldsync.nn.MaxPool1d;
import io.foldsync.nn.MaxPool2d;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.Relu;
import io.foldsync.nn.ResNet;
import io.foldsync.nn.Reshape;
import io.foldsync.nn.Residual;
import io.foldsync.nn.Sequential;
import io.foldsync.nn.Sgd;
import io.foldsync.nn.Silu;
import io.foldsync.nn.Steps;
import io.foldsync.nn.Tanh;
import io.foldsync.spark.data.DataFormat;
import io.foldsync.spark.data.DataSource;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Course;
import io.foldsync.train.EarlyStopping;
import io.foldsync.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
    private static final Target CLASSES = new Target.Classes(List.of("0", "1"));
    private static final Target LABELS = new Target.Labels(List.of("0", "1"));
    private static final Target NUMBERS = new Target.Numbers();

    @Test
    void networksAreTheConfiguredOnes() {
        assertThat(network("{ architecture: mlp, hidden: [8, 4], dropout: 0.5 }"))
                .isEqualTo(new Mlp(List.of(8, 4), 0.5));
        assertThat(network("{ architecture: mlp, hidden: [] }")).isEqualTo(new Mlp(List.of(), 0));
        assertThat(network("{ architecture: resnet }")).isEqualTo(ResNet.of());
        assertThat(network("{ architecture: resnet, channels: [8, 16] }")).isEqualTo(new ResNet(8));
    }

    @Test
    void layersAreTheConfiguredOnes() {
        assertThat(
                        layers(
                                """
                - conv2d: { out: 32, kernel: 3, padding: 1, bias: false }
                - batchnorm2d
                - maxpool2d: { kernel: 2 }
                - residual: { body: [relu], shortcut: [relu] }
                - flatten
                - dropout: 0.5
                - linear: { out: 8 }
                - linear: { out: outputs }
                """))
                .isEqualTo(LayerList.of(
                        new Conv2d(32, 3, 1, 1, false),
                        new BatchNorm2d(),
                        new MaxPool2d(2, 2),
                        new Residual(Sequential.of(new Relu()), Sequential.of(new Relu())),
                        new Flatten(),
                        new Dropout(0.5),
                        new Linear(8),
                        new Linear(Linear.OUTPUTS)));
    }

    @Test
    void layersTakeEveryArgumentThatPyTorchsTake() {
        assertThat(
                        layers(
                                """
                - conv1d: { out: 8, kernel: 3, stride: 2, padding: 4, dilation: 2, groups: 4, bias: false }
                - conv2d: { out: 8, kernel: 3, dilation: 2, groups: 4 }
                - convtranspose2d: { out: 8, kernel: 3, stride: 2, padding: 1, outputPadding: 1, dilation: 3, groups: 2 }
                - layernorm: { dimensions: 3 }
                - groupnorm: { groups: 2 }
                - maxpool1d: { kernel: 3, stride: 2, padding: 1 }
                - avgpool2d: { kernel: 3, padding: 1 }
                - adaptiveavgpool1d: 5
                - adaptiveavgpool2d: { height: 3 }
                - adaptiveavgpool2d: { height: 3, width: 2 }
                - reshape: [2, 3]
                - reshape: { shape: [6] }
                - concat: { branches: [[relu, tanh], [], [concat: { branches: [[silu], [gelu]] }]], dim: 2 }
                """))
                .isEqualTo(LayerList.of(
                        new Conv1d(8, 3, 2, 4, 2, 4, false),
                        new Conv2d(8, 3, 1, 0, 2, 4, true),
                        new ConvTranspose2d(8, 3, 2, 1, 1, 3, 2, true),
                        new LayerNorm(3),
                        new GroupNorm(2),
                        new MaxPool1d(3, 2, 1),
                        new AvgPool2d(3, 3, 1),
                        new AdaptiveAvgPool1d(5),
                        new AdaptiveAvgPool2d(3, 3),
                        new AdaptiveAvgPool2d(3, 2),
                        Reshape.to(2, 3),
                        Reshape.to(6),
                        Concat.of(
                                        Sequential.of(new Relu(), new Tanh()),
                                        Sequential.of(),
                                        Sequential.of(Concat.of(Sequential.of(new Silu()), Sequential.of(new Gelu()))))
                                .withDim(2)));
    }

    @Test
    void argumentsThatDoNotFitEachOtherAreFaultsAtTheLayer() {
        assertThatThrownBy(() -> layers("- relu\n- residual: { body: [conv2d: { out: 8, kernel: 3, groups: 3 }] }"))
                .isInstanceOf(FoldSyncException.class)
                .hasMessage("model.layers[1].residual.body[0] Conv2d.groups: 3; expected a divisor of 8."
                        + " Choose another value.");
        assertThatThrownBy(() -> layers("- maxpool2d: { kernel: 3, padding: 2 }"))
                .hasMessageStartingWith("model.layers[0] MaxPool2d.padding: 2; expected an integer of 0 to 1.");
    }

    @ParameterizedTest
    @EnumSource(LayerKind.class)
    void everyLayerThatCanBeNamedCanBeMade(LayerKind kind) {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        String arguments =
                switch (kind) {
                    case LINEAR -> "{ out: 2 }";
                    case CONV1D, CONV2D, CONVTRANSPOSE2D -> "{ out: 2, kernel: 3 }";
                    case MAXPOOL1D, MAXPOOL2D, AVGPOOL1D, AVGPOOL2D -> "{ kernel: 2 }";
                    case GROUPNORM -> "2";
                    case RESHAPE -> "[4, 8]";
                    case EMBEDDING -> "{ vocabulary: 9, features: 2 }";
                    case MULTIHEADSELFATTENTION -> "{ heads: 2 }";
                    case LSTM, GRU -> "{ hidden: 3 }";
                    case CONCAT -> "{ branches: [[], [relu]] }";
                    case DROPOUT -> "0.1";
                    case RESIDUAL -> "{ body: [relu] }";
                    default -> "{}";
                };

        LayerList list = (LayerList) layers("- " + name + ": " + arguments);

        assertThat(list.layers())
                .singleElement()
                .satisfies(layer -> assertThat(layer.getClass().getSimpleName()).isEqualToIgnoringCase(name));
    }

    @Test
    void trainingIsTheConfiguredOne() {
        Architecture network = new Mlp(List.of(), 0);

        assertThat(Catalogue.training(
                        job("training.epochs=3", "training.batchRows=16", "training.loss=mse", "data.scaling=standard"),
                        network))
                .isEqualTo(new Training(
                        network,
                        Optional.of(Loss.MEAN_SQUARED_ERROR),
                        Adam.of(0.001),
                        Steps.plain(),
                        Scaling.STANDARD,
                        Course.defaults().withEpochs(3).withBatchRows(16),
                        Augmentation.NONE));
        assertThat(Catalogue.training(
                        job(
                                "training.optimizer=sgd",
                                "training.momentum=0.9",
                                "training.weightDecay=0.1",
                                "training.earlyStopping={ monitor: val_accuracy, patience: 2, minDelta: 0.01 }",
                                "data.scaling={ fixed: { mean: 1, std: 2 } }"),
                        network))
                .isEqualTo(new Training(
                        network,
                        Optional.empty(),
                        new Sgd(0.001, 0.9, 0.1),
                        Steps.plain(),
                        new Scaling.Fixed(1, 2),
                        Course.defaults().withStop(new EarlyStopping("val_accuracy", 2, 0.01)),
                        Augmentation.NONE));
    }

    @Test
    void foldsFollowTheLabelUnlessTheConfigurationSays() {
        assertThat(splitter(CLASSES, "folds.k=3")).isEqualTo(StratifiedKFold.of(3));
        assertThat(splitter(NUMBERS, "folds.k=3")).isEqualTo(KFold.of(3));
        assertThat(splitter(LABELS, "folds.k=3")).isEqualTo(KFold.of(3));
        assertThat(splitter(CLASSES, "folds.splitter=kfold", "folds.testFraction=0.2"))
                .isEqualTo(new KFold(5, true, 0.2));
        assertThat(splitter(CLASSES, "folds.rareClasses=allow", "folds.shuffle=false"))
                .isEqualTo(new StratifiedKFold(5, false, 0, RareClasses.ALLOW));
        assertThat(splitter(CLASSES, "folds.k=4", "folds.guardFraction=0.3"))
                .isEqualTo(Guarded.of(StratifiedKFold.of(4), 0.3));
        assertThatThrownBy(() -> splitter(NUMBERS, "folds.splitter=stratified"))
                .isInstanceOf(FoldSyncException.class)
                .hasMessageStartingWith("folds.splitter: stratified for a label of real numbers; expected");
        assertThatThrownBy(() -> splitter(LABELS, "folds.splitter=stratified"))
                .isInstanceOf(FoldSyncException.class)
                .hasMessage(
                        "folds.splitter: stratified for rows that may have several labels; expected kfold or column,"
                                + " as such rows belong to no one stratum. Write kfold.");
    }

    @Test
    void columnsHaveTheJobsTheyWereGiven() {
        JobConfig job = job(
                "data.features=[a, b]",
                "data.id=key",
                "data.weight=w",
                "data.shape=[1, 1, 2]",
                "data.task=regression",
                "folds={ splitter: column, column: fold }");

        assertThat(Catalogue.table(job.data(), job.folds()))
                .isEqualTo(new TableSpec(
                        "label", List.of("a", "b"), "key", "w", "fold", List.of(1, 1, 2), TableSpec.Task.REGRESSION));
    }

    @Test
    void formatsWithoutNamedColumnsBringTheirOwn() {
        JobConfig job = job("data={ path: x.libsvm }");

        assertThat(Catalogue.table(job.data(), job.folds())).isEqualTo(DataFormat.LIBSVM.tableSpec());
        assertThat(Catalogue.source(job.data().source()))
                .isEqualTo(new DataSource(DataFormat.LIBSVM, List.of("file:/jobs/x.libsvm"), List.of(), Map.of()));
    }

    private static Architecture network(String model) {
        return Catalogue.architecture(job("model=" + model).model());
    }

    private static Architecture layers(String layers) {
        return network("\n  architecture: layers\n  layers:\n" + layers.indent(4));
    }

    private static Splitter splitter(Target target, String... settings) {
        return Catalogue.splitter((KFolds) job(settings).folds(), target);
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
