package io.foldsync.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.fold.RareClasses;
import io.foldsync.jobs.config.FoldsConfig.KFolds;
import io.foldsync.jobs.config.ModelConfig.Mlp;
import io.foldsync.jobs.config.ModelConfig.Sequence;
import io.foldsync.nn.Augmentation;
import io.foldsync.nn.Precision;
import io.foldsync.spark.data.DataFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** The configurations of the {@code conf} folder, as users copy them. */
class ShippedConfigurationsTest {
    private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedConfigurationBinds(Path file) {
        assertThat(load(file)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theEffectiveConfigurationBindsToTheSameJob(Path file) {
        JobConfig job = load(file);

        assertThat(bind(yaml(job.written()))).isEqualTo(job);
        assertThat(bind(json(job.written()))).isEqualTo(job);
    }

    @Test
    void theDigitsJobIsWhatItsTextSaysWithDefaultsForTheRest() {
        JobConfig job = load(CONF.resolve("digits-mlp.yaml"));

        assertThat(job)
                .isEqualTo(new JobConfig(
                        new DataConfig(
                                new SourceConfig(
                                        DataFormat.CSV,
                                        List.of("file:" + CONF + "/data/digits.csv"),
                                        List.of(),
                                        Map.of()),
                                new ColumnsConfig(Optional.of("label"), List.of(), Optional.empty(), Optional.empty()),
                                List.of(),
                                Optional.empty(),
                                new ScalingConfig.Fixed(0, 16),
                                Augmentation.NONE),
                        new KFolds(Optional.of(true), 10, true, 0, RareClasses.ERROR),
                        new Mlp(List.of(256, 128), 0.5),
                        new TrainingConfig(
                                20,
                                64,
                                Optional.empty(),
                                new OptimizerConfig(
                                        OptimizerConfig.Kind.ADAM,
                                        new Arguments(Map.of(
                                                "lr",
                                                0.001,
                                                "betas",
                                                List.of(0.9, 0.999),
                                                "eps",
                                                1e-8,
                                                "weightDecay",
                                                0.0))),
                                new StepsConfig(1, Optional.empty(), Optional.empty(), true, 0, Precision.FLOAT32),
                                Optional.empty(),
                                CourseConfig.DEFAULTS,
                                Optional.empty()),
                        42,
                        "file:/cwd/runs/digits-mlp",
                        new RunConfig(
                                RunConfig.DeviceName.AUTO,
                                Duration.ofMinutes(1),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                RunConfig.ResumeName.NEVER,
                                new CheckpointConfig(
                                        Optional.empty(),
                                        30,
                                        1,
                                        Optional.empty(),
                                        "val_loss",
                                        false,
                                        Optional.empty())),
                        List.of(),
                        List.of(),
                        false));
    }

    @Test
    void layersComeWithAllTheirArguments() {
        Sequence model = (Sequence) load(CONF.resolve("digits-layers.yaml")).model();

        LayerConfig convolution = model.layers().get(0);
        assertThat(convolution)
                .isEqualTo(new LayerConfig(
                        LayerKind.CONV2D,
                        Map.of(
                                "out",
                                32,
                                "kernel",
                                3,
                                "stride",
                                1,
                                "padding",
                                1,
                                "dilation",
                                1,
                                "groups",
                                1,
                                "bias",
                                true),
                        Map.of(),
                        "model.layers[0]"));
        assertThat(model.layers().get(3).arguments()).containsEntry("stride", 2);
        assertThat(model.layers().get(4).branches().get("body"))
                .extracting(LayerConfig::kind)
                .containsExactly(LayerKind.CONV2D, LayerKind.RELU);
        assertThat(model.layers().get(9).arguments()).containsEntry("out", LayerConfig.OUTPUTS);
    }

    @Test
    void branchesAndShapesAreWrittenAsTheyWereRead() {
        JobConfig job = bind(
                """
                data: { path: x.csv, label: label }
                model:
                  architecture: layers
                  layers:
                    - reshape: [2, 4, 8]
                    - concat: { branches: [[], [relu, maxpool2d: { kernel: 3, stride: 1, padding: 1 }]], dim: 1 }
                    - residual: { body: [groupnorm: 2] }
                output: out
                """);

        LayerConfig concat = ((Sequence) job.model()).layers().get(1);
        assertThat(concat.several("branches")).extracting(List::size).containsExactly(0, 2);
        assertThat(bind(yaml(job.written()))).isEqualTo(job);
        assertThat(bind(json(job.written()))).isEqualTo(job);
    }

    @Test
    void loggersAreWrittenAsTheyWereRead() {
        JobConfig job = bind(
                """
                data: { path: x.csv, label: label }
                model: { architecture: mlp, hidden: [8] }
                output: out
                loggers:
                  - csv
                  - jsonLines: {}
                  - sparkMetrics
                  - tensorBoard
                  - mlflow: { uri: "https://host/mlflow", experiment: e, runName: r, parentRun: p, tags: { b: 1, a: x }, artifacts: false, flushSeconds: 7 }
                  - { class: com.acme.MyLogger, options: { to: "a b" } }
                """);

        assertThat(job.loggers())
                .containsExactly(
                        LoggerConfig.Plain.CSV,
                        LoggerConfig.Plain.JSON_LINES,
                        LoggerConfig.Plain.SPARK_METRICS,
                        new LoggerConfig.TensorBoard(Duration.ofSeconds(30)),
                        new LoggerConfig.Mlflow(
                                Optional.of("https://host/mlflow"),
                                Optional.of("e"),
                                Optional.of("r"),
                                Optional.of("p"),
                                Map.of("a", "x", "b", "1"),
                                false,
                                Duration.ofSeconds(7)),
                        new LoggerConfig.OwnClass("com.acme.MyLogger", Map.of("to", "a b")));
        assertThat(bind(yaml(job.written()))).isEqualTo(job);
        assertThat(bind(json(job.written()))).isEqualTo(job);
    }

    @Test
    void aVocabularyIsWrittenAsItWasRead() {
        JobConfig job = bind(
                """
                data: { path: x.csv, label: label }
                model: { architecture: transformer, vocabulary: 9, features: 8, heads: 2, depth: 3 }
                output: out
                """);

        assertThat(bind(yaml(job.written()))).isEqualTo(job);
    }

    private static JobConfig load(Path file) {
        try {
            return bind(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JobConfig bind(String text) {
        return bind(Path.of("/elsewhere/job.yaml"), text);
    }

    private static JobConfig bind(Path file, String text) {
        return JobFile.of(file.toString(), "file:" + file, text, List.of(), "file:/cwd")
                .config();
    }

    private static String yaml(Map<String, Object> written) {
        return new Dump(DumpSettings.builder().build()).dumpToString(written);
    }

    private static String json(Map<String, Object> written) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.FLOW)
                        .setDefaultScalarStyle(ScalarStyle.JSON_SCALAR_STYLE)
                        .build())
                .dumpToString(written);
    }
}
