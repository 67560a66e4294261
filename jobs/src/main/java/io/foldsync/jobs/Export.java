package io.foldsync.jobs;

import io.foldsync.spark.ModelExport;
import io.foldsync.spark.TrainedModel;
import java.io.PrintStream;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that makes a finished run's networks into a model directory for DJL. */
@Command(
        name = "export",
        description =
                "Writes the networks that a finished run left as one TorchScript file, in a directory that DJL loads.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = "%nExit codes are those of predict.")
public final class Export {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "RUN",
            description = "The output directory of a finished run: a folder of this machine, or a URI.")
    private String model = "";

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
        Export program = new Export();
        Outcome outcome = Program.run(program, args, () -> program.run(out), UnaryOperator.identity());
        outcome.print(err, program.stackTrace);
        return outcome;
    }

    private void run(PrintStream out) {
        Configuration hadoop = CrossValidate.hadoop(new SparkConf());
        TrainedModel trained = RunFolder.load(hadoop, model, use);
        ModelExport.write(trained, trained.use(use), hadoop, RunFolder.here(output));
        out.println("Written to " + RunFolder.here(output));
    }
}
