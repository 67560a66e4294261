package io.foldsync.spark;

import io.foldsync.data.DatasetCard;
import io.foldsync.data.Target;
import io.foldsync.nn.Natives;
import io.foldsync.policy.Monitor;
import io.foldsync.report.Fact;
import io.foldsync.report.RunHeader;
import io.foldsync.spark.data.ShardedData;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkContext;

/** What a run is, in words, for views, reports and manifests. */
final class RunWords {
    private RunWords() {}

    /** The headline is accuracy for classes, micro-F1 for labels and RMSE for numbers. */
    static RunHeader header(CrossValidation wanted, ShardedData data) {
        Target target = data.card().target();
        String headline =
                switch (target.kind()) {
                    case CLASSES -> "val_accuracy";
                    case LABELS -> "val_micro_f1";
                    case NUMBERS -> "val_rmse";
                };
        return new RunHeader(
                wanted.title,
                subtitle(wanted, data),
                data.split().folds(),
                wanted.training.epochs(),
                Monitor.of(headline, wanted.training.metricsFor(target)));
    }

    static String subtitle(CrossValidation wanted, ShardedData data) {
        DatasetCard card = data.card();
        return String.format(
                Locale.ROOT,
                "%,d rows x %,d features, %s; %s; %s",
                card.rows(),
                card.features(),
                card.target().describe(),
                data.splitter(),
                wanted.training.architecture().describe());
    }

    /** What lets someone else do it again. */
    static List<Fact> facts(CrossValidation wanted, ShardedData data, SparkContext context) {
        return List.of(
                new Fact("seed", String.valueOf(wanted.seed)),
                new Fact("data fingerprint", data.card().fingerprint()),
                new Fact("split fingerprint", data.splitFingerprint()),
                new Fact("split", data.splitter()),
                new Fact("duplicate rows", String.valueOf(data.duplicates())),
                new Fact("network", wanted.training.architecture().describe()),
                new Fact("loss", wanted.training.lossFor(data.card().target()).describe()),
                new Fact("optimizer", wanted.training.optimizer().describe()),
                new Fact("training step", wanted.work.step().describe()),
                new Fact("FoldSync", version()),
                new Fact("Spark", context.version()),
                new Fact("Scala", scala.util.Properties.versionNumberString()),
                new Fact("Java", System.getProperty("java.version")),
                new Fact("libtorch", Natives.version()));
    }

    /** This build's version; {@code development} outside a jar. */
    static String version() {
        String version = CrossValidation.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
