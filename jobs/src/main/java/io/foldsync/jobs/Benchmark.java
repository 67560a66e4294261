package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.bench.Bench;
import io.foldsync.jobs.bench.BenchData;
import io.foldsync.jobs.bench.BenchJson;
import io.foldsync.jobs.bench.BenchReport;
import io.foldsync.jobs.bench.BenchText;
import io.foldsync.jobs.bench.ProcessMeter;
import io.foldsync.jobs.bench.Workload;
import io.foldsync.jobs.config.RunConfig;
import io.foldsync.nn.Natives;
import io.foldsync.spark.CrossValidation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program that times fixed pieces of work on this machine, through the same path as every cross-validation. */
@Command(
        name = "benchmark",
        description = "Times cross-validations of fixed workloads, and compares them with this machine's limit.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = "%nExit codes are those of cross-validate: 2 for a wrong command line, 4 for missing data, 5 for an"
                + " output that cannot be used.")
public final class Benchmark {
    private static final String SMALL = "digits";
    private static final int MANY_EPOCHS = 200;
    private static final int LEAST_WATCHED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameters(
            paramLabel = "WORKLOAD",
            description = "mlp70k, mlp10k, digits, resnet5k, text; by default all that have data here.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A folder with the four .gz files of Fashion-MNIST; by default where packages put them, and"
                    + " without them synthetic images of the same shape.")
    private @Nullable Path data;

    @Option(names = "--digits", paramLabel = "FILE", description = "The digits; default: conf/data/digits.csv.")
    private @Nullable Path digits;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each workload; default: ${DEFAULT-VALUE}.")
    private int runs = 3;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs, instead of each workload's own.")
    private @Nullable Integer epochs;

    @Option(names = "--folds", paramLabel = "K", description = "Folds, instead of each workload's own.")
    private @Nullable Integer folds;

    @Option(names = "--rows", paramLabel = "N", description = "The first N rows, instead of each workload's own.")
    private @Nullable Integer rows;

    @Option(names = "--threads", paramLabel = "N", description = "Folds that train at a time; sets master local[N].")
    private @Nullable Integer threads;

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu|auto",
            description = "Where networks train; default: ${DEFAULT-VALUE}.")
    private RunConfig.DeviceName device = RunConfig.DeviceName.AUTO;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Folds that train side by side in one program; default: what suits the device.")
    private @Nullable Integer width;

    @Option(
            names = "--growth",
            description = "Times nothing: trains digits, or the workloads named, for 200 epochs or --epochs, prints the"
                    + " memory of this process ten times, and fails if the last is 2 % above the least.")
    private boolean growth;

    @Option(
            names = "--watched",
            description =
                    "Trains digits, or the workloads named, for 200 epochs or --epochs, every second one watched by all"
                            + " loggers and callbacks that need no server; prints by how much that makes it longer.")
    private boolean watched;

    @Option(names = "--seed", paramLabel = "N", description = "Of every run; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "A new file for the report, for programs.")
    private @Nullable Path json;

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
        Benchmark program = new Benchmark();
        Outcome outcome = Program.run(program, args, () -> program.run(out, err), UnaryOperator.identity());
        outcome.print(err, program.stackTrace);
        return outcome;
    }

    private void run(PrintStream out, PrintStream err) {
        requireInRange();
        BenchData found = BenchData.find(Optional.ofNullable(data), Optional.ofNullable(digits), seed);
        List<Workload> workloads = workloads(found, err);
        requireNew(json);
        if (growth || watched) {
            check(found, workloads, out);
            return;
        }
        Natives.begin(); // while Spark starts
        BenchReport report;
        try (JobSession session = JobSession.open(settings(), "FoldSync benchmark", PATIENCE)) {
            double startSeconds = ProcessMeter.javaSeconds();
            report = new Bench(session.spark(), found, runs, seed, this::onDevice, err).run(workloads, startSeconds);
        }
        double wholeSeconds = ProcessMeter.processSeconds();
        out.println(BenchText.of(report, wholeSeconds));
        if (json != null) {
            write(report, wholeSeconds, json);
        }
    }

    private void check(BenchData found, List<Workload> workloads, PrintStream out) {
        try (JobSession session = JobSession.open(settings(), "FoldSync benchmark", PATIENCE)) {
            Bench bench = new Bench(session.spark(), found, runs, seed, this::onDevice, out);
            workloads.forEach(growth ? bench::requireSteadyMemory : bench::compareWatched);
        }
    }

    private CrossValidation onDevice(CrossValidation run) {
        CrossValidation placed = run.device(Catalogue.device(device));
        return width == null ? placed : placed.width(width);
    }

    /** All that is out of range, at once. */
    private void requireInRange() {
        List<Fault> faults = new ArrayList<>();
        atLeast(1, "--runs", runs, faults);
        atLeast(watched ? LEAST_WATCHED : 1, "--epochs", epochs, faults);
        atLeast(2, "--folds", folds, faults);
        atLeast(1, "--rows", rows, faults);
        atLeast(1, "--threads", threads, faults);
        atLeast(1, "--width", width, faults);
        String check = growth ? "--growth" : "--watched";
        if (growth && watched) {
            faults.add(beside("--watched", "--growth", "Drop one."));
        }
        if ((growth || watched) && json != null) {
            faults.add(beside("--json", check, "Drop one: there is no report."));
        }
        if (!faults.isEmpty()) {
            throw new FoldSyncException(faults);
        }
    }

    private static Fault beside(String option, String other, String remedy) {
        return new Fault(ErrorCode.COMMAND_LINE, option, "beside " + other, "one of the two", remedy);
    }

    private static void atLeast(int least, String option, @Nullable Integer value, List<Fault> faults) {
        if (value != null && value < least) {
            faults.add(
                    new Fault(ErrorCode.COMMAND_LINE, option, "" + value, least + " or more", "Raise " + option + "."));
        }
    }

    private List<Workload> workloads(BenchData found, PrintStream err) {
        List<Workload> chosen = new ArrayList<>();
        List<Workload> wanted = names.isEmpty() && !growth && !watched
                ? Workload.ALL
                : Workload.named(names.isEmpty() ? List.of(SMALL) : names);
        for (Workload workload : wanted) {
            if (found.suffice(workload)) {
                chosen.add(changed(workload));
            } else if (names.isEmpty()) {
                err.println(workload.name() + " is left out: there is no conf/data/digits.csv here; see --digits");
            } else {
                throw FoldSyncException.of(
                        ErrorCode.DATA_NOT_FOUND,
                        "workload " + workload.name(),
                        "no conf/data/digits.csv in the working directory",
                        "the digits that FoldSync ships",
                        "Name the file with --digits.");
            }
        }
        return chosen;
    }

    private Workload changed(Workload workload) {
        Workload changed = rows == null ? workload : workload.withRows(rows);
        changed = folds == null ? changed : changed.withFolds(folds);
        if (epochs == null) {
            return growth || watched ? changed.withEpochs(MANY_EPOCHS) : changed;
        }
        return changed.withEpochs(epochs);
    }

    private SparkConf settings() {
        SparkConf settings = new SparkConf();
        if (threads == null) {
            return settings;
        }
        String master = settings.get("spark.master", "local[*]");
        if (!master.equals("local") && !master.startsWith("local[")) {
            throw FoldSyncException.of(
                    ErrorCode.COMMAND_LINE,
                    "--threads " + threads,
                    "master " + master,
                    "a local master, whose threads are to be chosen",
                    "Drop --threads, or --master.");
        }
        return settings.set("spark.master", "local[" + threads + "]");
    }

    /** Said before the work and not after it. */
    private static void requireNew(@Nullable Path file) {
        if (file != null && Files.exists(file)) {
            throw FoldSyncException.of(
                    ErrorCode.OUTPUT_EXISTS, "--json " + file, "a file", "a new file", "Name another, or delete it.");
        }
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && !Files.isWritable(folder)) {
            throw unwritable(file, "no folder " + folder + " that can be written to");
        }
    }

    private static void write(BenchReport report, double wholeSeconds, Path file) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            BenchJson.write(report, wholeSeconds, out);
        } catch (IOException e) {
            throw unwritable(file, e.toString()).causedBy(e);
        }
    }

    private static FoldSyncException unwritable(@Nullable Path file, String found) {
        return FoldSyncException.of(
                ErrorCode.OUTPUT_UNWRITABLE, "--json " + file, found, "a place to write to", "Name another file.");
    }
}
