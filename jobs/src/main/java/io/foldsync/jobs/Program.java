package io.foldsync.jobs;

import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import io.foldsync.error.FoldSyncException;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What every program does around its work: reads the command line, and turns however it ends into an outcome. */
final class Program {

    /** The work of a program whose command line has been read. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private Program() {}

    /**
     * Fills {@code options} from {@code args}, then does {@code work}, unless help or the version was all that was asked
     * for. Throws nothing.
     *
     * @param options an object with picocli's annotations
     * @param located adds to a fault where its configuration key is written
     */
    static Outcome run(Object options, String[] args, Work work, UnaryOperator<Fault> located) {
        CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(args);
            if (!CommandLine.printHelpIfRequested(line.getParseResult())) {
                work.run();
            }
            return Outcome.SUCCESS;
        } catch (ParameterException e) {
            FoldSyncException stop = FoldSyncException.of(
                    ErrorCode.COMMAND_LINE,
                    "command line",
                    String.valueOf(e.getMessage()),
                    "the options that --help lists",
                    "Correct the command line.");
            return Outcome.of(stop.causedBy(e), located);
        } catch (Throwable e) { // whatever it is, it becomes an exit code
            return Outcome.of(e, located);
        }
    }
}
