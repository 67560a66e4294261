package io.foldsync.jobs;

import io.foldsync.jobs.config.JobConfig;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Runs a cross-validation in a Spark session, and leaves Spark as it was found. */
final class SparkJobRunner implements JobRunner {

    @Override
    public void run(JobConfig config) throws Exception {
        try (JobSession session = JobSession.open("FoldSync " + new Path(config.output()).getName())) {
            crossValidate(session.spark(), config);
        }
    }

    private static void crossValidate(SparkSession spark, JobConfig config) {
        throw new UnsupportedOperationException("cross-validation of " + config.output() + " on " + spark.version());
    }
}
