package io.foldsync.jobs;

import io.foldsync.jobs.config.RunConfig;
import io.foldsync.spark.AnswerFiles;
import io.foldsync.spark.TrainedModel;
import io.foldsync.spark.data.DataFormat;
import io.foldsync.spark.data.DataSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that predicts new rows with the networks of a finished run. */
@Command(
        name = "predict",
        description = "Predicts rows with the networks that a finished run left.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of the program",
            "2:the command line is wrong",
            "3:the network cannot be made, for instance because its class is not on the class path",
            "4:the run or the data are missing or unfit",
            "5:the output cannot be used",
            "6:the cluster lacks executors, memory or a device",
            "130:interrupted"
        })
public final class Predict {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN",
            description = "The output directory of a finished run: a folder of this machine, or a URI.")
    private String model = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "The rows: files, folders or globs of this machine, or URIs; repeatable.")
    private List<String> data = new ArrayList<>();

    @Option(names = "--labels", paramLabel = "PATH", description = "For IDX the label file of each image file.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Where to write to; must not exist yet.")
    private String output = "";

    @Option(
            names = "--use",
            paramLabel = "NETWORK",
            description = "ensemble (all folds together), fold-0 and so on, or refit; default: ${DEFAULT-VALUE}.")
    private String use = TrainedModel.ENSEMBLE;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Of the rows: csv, json, parquet, libsvm or idx; default: the one the run was configured with,"
                            + " else the one that the path's ending names.")
    private @Nullable DataFormat format;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the reader, over those of the run's configuration; repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--as", paramLabel = "FORMAT", description = "Writes parquet or csv; default: ${DEFAULT-VALUE}.")
    private AnswerFiles as = AnswerFiles.PARQUET;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu|auto",
            description = "Where networks compute; default: ${DEFAULT-VALUE}.")
    private RunConfig.DeviceName device = RunConfig.DeviceName.AUTO;

    @Option(names = "--stacktrace", description = "Prints the stack trace of a failure.")
    private boolean stackTrace;

    /** Ends with an {@link io.foldsync.error.ExitCode}; on success, returns. */
    public static void main(String[] args) {
        Outcome outcome = run(System.out, System.err, args);
        Exit.in(new SparkConf().get("spark.submit.deployMode", "client"), System.getenv())
                .with(outcome.exitCode());
    }

    /** Runs, and tells how it ended instead of ending the process. */
    static Outcome run(PrintStream out, PrintStream err, String... args) {
        Predict program = new Predict();
        Outcome outcome = Program.run(program, args, () -> program.run(out), UnaryOperator.identity());
        outcome.print(err, program.stackTrace);
        return outcome;
    }

    private void run(PrintStream out) {
        Configuration hadoop = CrossValidate.hadoop(new SparkConf());
        TrainedModel trained = RunFolder.load(hadoop, model, use); // what is wrong with it costs no cluster
        DataSource source = source(RunManifest.read(RunFolder.here(model), hadoop));
        try (JobSession session = JobSession.open("FoldSync predict", PATIENCE)) {
            Dataset<Row> predicted =
                    trained.use(use).device(Catalogue.device(device)).predict(source.read(session.spark()));
            as.write(predicted, trained.classes(), RunFolder.here(output));
        }
        out.println("Written to " + RunFolder.here(output));
    }

    /** The files to read: in the run's format and with its options, unless the command line says otherwise. */
    private DataSource source(RunManifest manifest) {
        List<String> paths = data.stream().map(RunFolder::here).toList();
        DataFormat chosen =
                Optional.ofNullable(format).or(manifest::format).orElseGet(() -> DataFormat.ofPath(paths.get(0)));
        // Options speak to one format's reader: those of the run go with the run's format alone.
        Map<String, String> merged =
                new LinkedHashMap<>(manifest.format().equals(Optional.of(chosen)) ? manifest.options() : Map.of());
        merged.putAll(options);
        return new DataSource(
                chosen, paths, labels.stream().map(RunFolder::here).toList(), merged);
    }
}
