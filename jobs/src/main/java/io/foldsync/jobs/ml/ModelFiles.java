package io.foldsync.jobs.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldsync.spark.TrainedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

/** A saved model: MLlib's {@code metadata}, the networks in {@code run} as a run leaves them, and {@code scores.json}. */
final class ModelFiles {
    private static final String NETWORKS = "run";
    private static final String SCORES = "scores.json";

    private ModelFiles() {}

    static final class Writer extends MLWriter {
        private final FoldSyncModel model;

        Writer(FoldSyncModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            SparkSession spark = sparkSession();
            try {
                new DefaultParamsWriter(model).session(spark).save(path);
                model.trained().save(spark, new Path(path, NETWORKS).toString());
                Path scores = new Path(path, SCORES);
                try (OutputStream out = scores.getFileSystem(
                                spark.sparkContext().hadoopConfiguration())
                        .create(scores)) {
                    out.write(new ObjectMapper()
                            .writeValueAsBytes(new ModelState.Told(
                                    model.state().scores(), model.state().collected())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class Reader extends MLReader<FoldSyncModel> {
        @Override
        public FoldSyncModel load(String path) {
            SparkSession spark = sparkSession();
            FoldSyncModel model = new DefaultParamsReader<FoldSyncModel>().load(path);
            TrainedModel trained = TrainedModel.load(spark, new Path(path, NETWORKS).toString());
            Path scores = new Path(path, SCORES);
            try (InputStream in = scores.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .open(scores)) {
                ModelState.Told told = new ObjectMapper().readValue(in, ModelState.Told.class);
                return model.with(new ModelState(trained, told.scores(), told.collected()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
