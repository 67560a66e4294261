package io.foldsync.jobs;

import io.foldsync.jobs.config.JobConfig;
import io.foldsync.nn.Architecture;
import io.foldsync.report.RunView;
import io.foldsync.spark.CrossValidation;
import org.apache.hadoop.fs.Path;

/** Runs a cross-validation in a Spark session, and leaves Spark as it was found. */
final class SparkJobRunner implements JobRunner {

    @Override
    public void run(JobConfig config) {
        Architecture architecture = Catalogue.architecture(config.model()); // its faults cost no cluster
        String title = new Path(config.output()).getName();
        try (JobSession session = JobSession.open("FoldSync " + title)) {
            CrossValidation run = CrossValidation.of(
                            Catalogue.source(config.data().source()).read(session.spark()),
                            Catalogue.table(config.data(), config.folds()),
                            Catalogue.training(config, architecture))
                    .seed(config.seed())
                    .title(title)
                    .output(config.output())
                    .device(Catalogue.device(config.run()))
                    .executorWait(config.run().executorsWait())
                    .configuration(config.written())
                    .view(RunView.on(System.err));
            Catalogue.folds(run, config.folds()).run();
        }
    }
}
