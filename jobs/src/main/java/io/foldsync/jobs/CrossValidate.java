package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import io.foldsync.jobs.config.JobFile;
import io.foldsync.jobs.config.Setting;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import scala.Tuple2;

/** The program that cross-validates what a configuration describes. */
@Command(
        name = "cross-validate",
        description = "Cross-validates the model on the data that a configuration names, all folds in step.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of the program",
            "2:the command line is wrong",
            "3:the configuration is wrong",
            "4:the data are missing or unfit",
            "5:the output cannot be used",
            "6:the cluster lacks executors, memory or a device",
            "7:training ended without a usable model",
            "130:interrupted"
        })
public final class CrossValidate {
    private UnaryOperator<Fault> located = UnaryOperator.identity();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "PATH",
            description =
                    "The configuration, YAML or JSON: a file of this machine, or a URI such as hdfs:///jobs/digits.yaml.")
    private String config = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Sets one key, over what the configuration says: --set model.dropout=0.3; null takes a key away.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where to write to, over what the configuration says.")
    private @Nullable String output;

    @Option(
            names = "--resume",
            paramLabel = "auto|never",
            description =
                    "auto: goes on with a run that has not finished in the output directory, from its last checkpoint;"
                            + " leaves a finished one as it is.")
    private @Nullable String resume;

    @Option(names = "--stacktrace", description = "Prints the stack trace of a failure.")
    private boolean stackTrace;

    /** Ends with an {@link io.foldsync.error.ExitCode}; on success, returns. */
    public static void main(String[] args) {
        Outcome outcome = run(new SparkJobRunner(), System.err, args);
        Exit.in(new SparkConf().get("spark.submit.deployMode", "client"), System.getenv())
                .with(outcome.exitCode());
    }

    /** Runs with another way to do the job, and tells how it ended instead of ending the process. */
    static Outcome run(JobRunner runner, PrintStream err, String... args) {
        CrossValidate program = new CrossValidate();
        Outcome outcome = Program.run(program, args, () -> program.run(runner), fault -> program.located.apply(fault));
        outcome.print(err, program.stackTrace);
        return outcome;
    }

    private void run(JobRunner runner) throws Exception {
        List<Setting> over = new ArrayList<>();
        for (String setting : settings) {
            over.add(setting(setting));
        }
        if (output != null) {
            over.add(Setting.text("--output", "output", output));
        }
        if (resume != null) {
            over.add(Setting.text("--resume", "run.resume", resume));
        }
        ConfigurationText text = ConfigurationText.read(config, hadoop(new SparkConf()));
        String workingDirectory = "file:" + Path.of("").toAbsolutePath();
        JobFile job = JobFile.of(config, text.location(), text.text(), over, workingDirectory);
        located = job.places()::locate;
        runner.run(job.config());
    }

    private static Setting setting(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw FoldSyncException.of(
                    ErrorCode.COMMAND_LINE,
                    "--set " + text,
                    "no key=value",
                    "key=value, such as model.dropout=0.3",
                    "Write the key, an equals sign and the value.");
        }
        return Setting.yaml("--set", text.substring(0, equals).strip(), text.substring(equals + 1));
    }

    /** Hadoop as Spark will see it, before there is a Spark: its {@code spark.hadoop.} settings over the site files. */
    static Configuration hadoop(SparkConf spark) {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : spark.getAllWithPrefix("spark.hadoop.")) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }
}
