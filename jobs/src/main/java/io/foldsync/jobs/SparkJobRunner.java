package io.foldsync.jobs;

import io.foldsync.jobs.config.JobConfig;
import io.foldsync.nn.Natives;
import io.foldsync.nn.Network;
import io.foldsync.report.ResultText;
import io.foldsync.report.RunView;
import io.foldsync.spark.CrossValidation;
import io.foldsync.spark.CrossValidationResult;
import io.foldsync.spark.FinishedRun;
import io.foldsync.spark.Resume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;

/** Runs a cross-validation in a Spark session, and leaves Spark as it was found. */
final class SparkJobRunner implements JobRunner {

    @Override
    public void run(JobConfig config) {
        Configuration hadoop = CrossValidate.hadoop(new SparkConf());
        Resume resume = CheckpointCatalogue.resume(config.run().resume());
        if (resume == Resume.AUTO && FinishedRun.at(config.output(), hadoop)) {
            System.out.println("Finished before; left as it is: " + config.output());
            return;
        }
        Network network = Catalogue.network(config.model(), hadoop); // its faults cost no cluster
        List<Consumer<CrossValidation>> loggers = LoggerCatalogue.loggers(config.loggers()); // nor do theirs
        Consumer<CrossValidation> watchers = CallbackCatalogue.of(config.callbacks(), config.training());
        Natives.begin(); // while Spark starts
        String title = new Path(config.output()).getName();
        try (JobSession session =
                JobSession.open("FoldSync " + title, config.run().executorsWait())) {
            CrossValidation run = CrossValidation.of(
                            Catalogue.source(config.data().source()).read(session.spark()),
                            Catalogue.table(config.data(), config.folds()),
                            Catalogue.training(config, network))
                    .seed(config.seed())
                    .title(title)
                    .output(config.output())
                    .device(Catalogue.device(config.run().device()))
                    .executorWait(config.run().executorsWait())
                    .configuration(config.written())
                    .checkpoints(CheckpointCatalogue.plan(config.run().checkpoint()))
                    .resume(resume)
                    .view(RunView.on(System.err));
            loggers.forEach(logger -> logger.accept(run));
            watchers.accept(run);
            config.run().width().ifPresent(run::width);
            config.run().timeBudget().ifPresent(run::timeBudget);
            config.run().memoryMib().ifPresent(mebibytes -> run.deviceMemory((long) mebibytes << 20));
            if (config.refit()) {
                run.refit();
            }
            CrossValidationResult result = Catalogue.folds(run, config.folds()).run();
            print(result, config.output());
        }
    }

    /** The table people wait for goes to standard output; everything said on the way went to standard error. */
    private static void print(CrossValidationResult result, String output) {
        StringBuilder text = new StringBuilder();
        try {
            ResultText.write(result.record(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(text);
        System.out.println("Written to " + output);
    }
}
