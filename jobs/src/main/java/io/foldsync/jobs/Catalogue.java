package io.foldsync.jobs;

import io.foldsync.data.Scaling;
import io.foldsync.data.Target;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.fold.GivenFolds;
import io.foldsync.fold.Guarded;
import io.foldsync.fold.KFold;
import io.foldsync.fold.Splitter;
import io.foldsync.fold.StratifiedKFold;
import io.foldsync.jobs.config.DataConfig;
import io.foldsync.jobs.config.FoldsConfig;
import io.foldsync.jobs.config.JobConfig;
import io.foldsync.jobs.config.ModelConfig;
import io.foldsync.jobs.config.RunConfig;
import io.foldsync.jobs.config.ScalingConfig;
import io.foldsync.jobs.config.SourceConfig;
import io.foldsync.jobs.config.Task;
import io.foldsync.jobs.config.TrainingConfig;
import io.foldsync.nn.Architecture;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.LayerList;
import io.foldsync.nn.Mlp;
import io.foldsync.nn.NamedBlock;
import io.foldsync.nn.Network;
import io.foldsync.nn.OwnClass;
import io.foldsync.nn.ResNet;
import io.foldsync.nn.TransformerEncoder;
import io.foldsync.spark.CrossValidation;
import io.foldsync.spark.DeviceChoice;
import io.foldsync.spark.data.DataSource;
import io.foldsync.spark.data.TableSpec;
import io.foldsync.train.Training;
import org.apache.hadoop.conf.Configuration;

/** The one place where the names of a configuration become objects of the engine. */
public final class Catalogue {
    private Catalogue() {}

    /** The files to read. */
    static DataSource source(SourceConfig source) {
        return new DataSource(source.format(), source.paths(), source.labelPaths(), source.options());
    }

    /** Which column does which job. */
    static TableSpec table(DataConfig data, FoldsConfig folds) {
        TableSpec table = data.source()
                .format()
                .tableSpec()
                .withShape(data.shape())
                .withTask(data.task().map(Catalogue::task).orElse(TableSpec.Task.BY_LABEL));
        if (!data.columns().features().isEmpty()) {
            table = table.withFeatures(data.columns().features());
        }
        table = data.columns().label().map(table::withLabel).orElse(table);
        if (!data.columns().labels().isEmpty()) {
            table = table.withLabels(data.columns().labels());
        }
        table = data.columns().labelSeparator().map(table::withLabelSeparator).orElse(table);
        table = data.columns().id().map(table::withId).orElse(table);
        table = data.columns().weight().map(table::withWeight).orElse(table);
        return folds instanceof FoldsConfig.Given given ? table.withFoldColumn(given.column()) : table;
    }

    private static TableSpec.Task task(Task task) {
        return switch (task) {
            case CLASSIFICATION -> TableSpec.Task.CLASSIFICATION;
            case MULTILABEL -> TableSpec.Task.MULTILABEL;
            case REGRESSION -> TableSpec.Task.REGRESSION;
        };
    }

    /** Tells {@code run} its folds: at once, or once the data have told what the label is. */
    static CrossValidation folds(CrossValidation run, FoldsConfig folds) {
        return folds instanceof FoldsConfig.Given given
                ? run.splitter(GivenFolds.of(given.column()))
                : run.splitter(target -> splitter((FoldsConfig.KFolds) folds, target));
    }

    /** Unless the configuration says otherwise, classes are stratified; labels and numbers are not. */
    static Splitter splitter(FoldsConfig.KFolds folds, Target target) {
        Splitter splitter = unguarded(folds, target);
        return folds.guardFraction() > 0 ? Guarded.of(splitter, folds.guardFraction()) : splitter;
    }

    private static Splitter unguarded(FoldsConfig.KFolds folds, Target target) {
        if (!folds.stratified().orElse(target.kind() == Target.Kind.CLASSES)) {
            return new KFold(folds.k(), folds.shuffle(), folds.testFraction());
        }
        return switch (target.kind()) {
            case CLASSES -> new StratifiedKFold(folds.k(), folds.shuffle(), folds.testFraction(), folds.rareClasses());
            case LABELS ->
                throw unstratified(
                        "stratified for rows that may have several labels",
                        "kfold or column, as such rows belong to no one stratum",
                        "Write kfold.");
            case NUMBERS ->
                throw unstratified(
                        "stratified for a label of real numbers",
                        "kfold or column, as numbers have no classes to stratify by",
                        "Write kfold, or set data.task: classification.");
        };
    }

    private static FoldSyncException unstratified(String found, String expected, String remedy) {
        return FoldSyncException.of(ErrorCode.CONFIG_CONFLICT, "folds.splitter", found, expected, remedy);
    }

    /**
     * The network's recipe, whatever it is made of.
     *
     * @param hadoop how to reach its file
     * @throws FoldSyncException ({@code NETWORK_FILE}, {@code CLASS_NOT_USABLE}) when a file cannot be loaded, or the
     *     user's own class cannot be made
     */
    public static Network network(ModelConfig model, Configuration hadoop) {
        if (model instanceof ModelConfig.TorchScript script) {
            return NetworkFile.read(script.file(), hadoop).checked();
        } else if (model instanceof ModelConfig.OwnBlock block) {
            return NamedBlock.of(block.made().name(), block.made().options());
        }
        return architecture(model);
    }

    /**
     * The recipe of a network that is compiled.
     *
     * @throws FoldSyncException ({@code CLASS_NOT_USABLE}) when it is the user's own class and cannot be made
     */
    static Architecture architecture(ModelConfig model) {
        if (model instanceof ModelConfig.Mlp mlp) {
            return new Mlp(mlp.hidden(), mlp.dropout());
        } else if (model instanceof ModelConfig.Resnet resnet) {
            return new ResNet(resnet.channels());
        } else if (model instanceof ModelConfig.Transformer transformer) {
            return new TransformerEncoder(
                    transformer.vocabulary().orElse(TransformerEncoder.VECTORS),
                    transformer.features(),
                    transformer.heads(),
                    transformer.depth(),
                    transformer.feedforward(),
                    transformer.dropout());
        } else if (model instanceof ModelConfig.Sequence sequence) {
            return new LayerList(LayerCatalogue.layers(sequence.layers()));
        }
        return own(Architecture.class, (ModelConfig.OwnClass) model);
    }

    private static <T> T own(Class<T> wanted, ModelConfig.OwnClass own) {
        return OwnClass.create(wanted, "model", own.name(), own.options());
    }

    /** How every fold's network is trained. */
    static Training training(JobConfig job, Network network) {
        return training(job.training(), job.data().scaling(), network)
                .withAugmentation(job.data().augmentation());
    }

    /** How a network is trained on features that are scaled so. */
    public static Training training(TrainingConfig training, ScalingConfig scaling, Network network) {
        return new Training(
                network,
                training.loss().map(TrainingCatalogue::loss),
                TrainingCatalogue.optimizer(training.optimizer()),
                TrainingCatalogue.steps(training.steps()),
                scaling(scaling),
                CourseCatalogue.course(training),
                Augmentation.NONE);
    }

    private static Scaling scaling(ScalingConfig scaling) {
        if (scaling instanceof ScalingConfig.Fixed fixed) {
            return new Scaling.Fixed(fixed.mean(), fixed.std());
        }
        return switch ((ScalingConfig.Named) scaling) {
            case NONE -> Scaling.NONE;
            case STANDARD -> Scaling.STANDARD;
            case MINMAX -> Scaling.MINMAX;
        };
    }

    /** Where networks train. */
    static DeviceChoice device(RunConfig.DeviceName device) {
        return switch (device) {
            case AUTO -> DeviceChoice.AUTO;
            case CPU -> DeviceChoice.CPU;
            case GPU -> DeviceChoice.GPU;
        };
    }
}
