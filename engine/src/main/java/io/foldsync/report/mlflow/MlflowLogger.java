package io.foldsync.report.mlflow;

import io.foldsync.error.ExitCode;
import io.foldsync.error.FoldSyncException;
import io.foldsync.history.EpochReport;
import io.foldsync.history.FoldTiming;
import io.foldsync.history.History;
import io.foldsync.history.Round;
import io.foldsync.loop.StopReason;
import io.foldsync.report.Every;
import io.foldsync.report.RunFolder;
import io.foldsync.report.RunHeader;
import io.foldsync.report.RunRecord;
import io.foldsync.report.RunView;
import io.foldsync.stats.MeasureResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run in MLflow: one MLflow run with the parameters, the cross-fold means of every epoch, the results and their
 * files, and nested in it one a fold with the fold's own measures and times. Metrics are sent every few seconds, all that
 * has come up together.
 *
 * <p>It waits for the server, so give it a thread of its own: {@code CrossValidation.logger} does.
 */
public final class MlflowLogger implements RunView {
    private static final Logger LOG = LoggerFactory.getLogger(MlflowLogger.class);
    private static final Duration SEND_EVERY = Duration.ofSeconds(5);

    /** What of the result's files goes to the server: those for reading and plotting, not predictions and networks. */
    static final List<String> FILES = List.of(
            "report.html",
            "result.json",
            "result.txt",
            "history.csv",
            "timings.csv",
            "curves.svg",
            "folds.svg",
            "manifest.json");

    private final MlflowSettings settings;
    private final String experiment;
    private final MlflowRuns server;
    private final Clock clock;
    private final Every every;
    private RunFolder folder = RunFolder.none();
    private @Nullable Running running;

    /** The server's runs of this run, and what they have not been told yet. */
    private record Running(
            MlflowRuns.Run all,
            List<MlflowRuns.Run> folds,
            List<MlflowMetric> means,
            List<List<MlflowMetric>> ofFolds) {}

    private MlflowLogger(
            MlflowSettings settings, Map<String, String> environment, MlflowHttp.Waits waits, Clock clock) {
        this.settings = settings;
        this.experiment = settings.experiment().orElse(environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "foldsync"));
        this.server = new MlflowRuns(new MlflowHttp(MlflowAccess.of(settings.uri(), environment), waits));
        this.clock = clock;
        this.every = new Every(SEND_EVERY, System::nanoTime);
    }

    /**
     * A logger that has not called its server yet. Who asks is known from the driver's environment: {@code
     * MLFLOW_TRACKING_USERNAME} and {@code _PASSWORD}, {@code MLFLOW_TRACKING_TOKEN}, or for {@code databricks} {@code
     * DATABRICKS_HOST} and {@code DATABRICKS_TOKEN}.
     *
     * @throws FoldSyncException when there is no address, or one that cannot be used
     */
    public static MlflowLogger of(MlflowSettings settings) {
        return of(settings, System.getenv(), MlflowHttp.Waits.USUAL, Clock.systemUTC());
    }

    static MlflowLogger of(
            MlflowSettings settings, Map<String, String> environment, MlflowHttp.Waits waits, Clock clock) {
        return new MlflowLogger(settings, environment, waits, clock);
    }

    @Override
    public void writingTo(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(RunHeader header) {
        String id = server.experiment(experiment);
        String name = settings.runName().orElse(header.title());
        Map<String, String> tags = tags(header);
        settings.parentRun().ifPresent(parent -> tags.put("mlflow.parentRunId", parent));
        MlflowRuns.Run all = server.create(id, name, clock.millis(), tags);
        server.tags(all, settings.tags());
        server.parameters(all, header.parameters());
        List<MlflowRuns.Run> folds = new ArrayList<>();
        List<List<MlflowMetric>> ofFolds = new ArrayList<>();
        for (int fold = 0; fold < header.folds(); fold++) {
            Map<String, String> nested = tags(header);
            nested.put("mlflow.parentRunId", all.id());
            nested.put("foldsync.fold", Integer.toString(fold));
            folds.add(server.create(id, name + " fold " + fold, clock.millis(), nested));
            ofFolds.add(new ArrayList<>());
        }
        running = new Running(all, folds, new ArrayList<>(), ofFolds);
    }

    private static Map<String, String> tags(RunHeader header) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.source.name", "FoldSync");
        tags.put("mlflow.source.type", "JOB");
        tags.put("mlflow.note.content", header.subtitle());
        tags.put("foldsync.run_id", header.runId());
        return tags;
    }

    @Override
    public void met(Round round, List<FoldTiming> timings) {
        Running now = running;
        if (now == null) {
            return;
        }
        long time = clock.millis();
        int epoch = round.epoch();
        for (EpochReport report : round.reports()) {
            List<MlflowMetric> fold = now.ofFolds.get(report.fold());
            report.values().forEach((measure, value) -> fold.add(new MlflowMetric(measure, value, time, epoch)));
        }
        for (FoldTiming timing : timings) {
            List<MlflowMetric> fold = now.ofFolds.get(timing.fold());
            fold.add(new MlflowMetric("time/train_seconds", timing.trainSeconds(), time, epoch));
            fold.add(new MlflowMetric("time/validate_seconds", timing.validateSeconds(), time, epoch));
        }
        now.means.add(new MlflowMetric("lr", round.order().lr(), time, epoch));
        round.measures().forEach(measure -> now.means.add(new MlflowMetric(measure, round.mean(measure), time, epoch)));
        if (every.due()) {
            send(now);
        }
    }

    private void send(Running now) {
        server.metrics(now.all, now.means);
        now.means.clear();
        for (int fold = 0; fold < now.folds.size(); fold++) {
            server.metrics(now.folds.get(fold), now.ofFolds.get(fold));
            now.ofFolds.get(fold).clear();
        }
    }

    @Override
    public void finished(History history, StopReason reason) {
        if (running != null) {
            send(running);
            server.tags(running.all, Map.of("foldsync.stop_reason", reason.code() + ": " + reason.text()));
        }
    }

    @Override
    public void completed(RunRecord run) {
        Running last = running;
        if (last == null) {
            return;
        }
        run.measures().forEach(measure -> last.means.addAll(result(measure)));
        send(last);
        end(last, MlflowRuns.Status.FINISHED);
        if (settings.artifacts()) {
            upload(last.all); // afterwards: a store that hangs or refuses must not leave the run unended
        }
    }

    private List<MlflowMetric> result(MeasureResult measure) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("mean", measure.summary().mean());
        values.put("sd", measure.summary().sd());
        measure.summary().pooled().ifPresent(value -> values.put("pooled", value));
        measure.interval().ifPresent(ends -> values.put("lower", ends.lower()));
        measure.interval().ifPresent(ends -> values.put("upper", ends.upper()));
        long time = clock.millis();
        return values.entrySet().stream()
                .map(value ->
                        new MlflowMetric("result/" + measure.name() + "_" + value.getKey(), value.getValue(), time, 0))
                .toList();
    }

    private void upload(MlflowRuns.Run run) {
        for (String name : FILES) {
            Optional<byte[]> content = folder.read(name);
            Optional<String> refused = content.flatMap(bytes -> server.upload(run, name, bytes));
            if (refused.isPresent()) {
                LOG.info("MLflow is given no files: {}; they are in the run's folder", refused.get());
                return;
            }
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (running == null) {
            return;
        }
        send(running);
        server.tags(running.all, Map.of("foldsync.failure", String.valueOf(cause.getMessage())));
        boolean interrupted = cause instanceof FoldSyncException stop && stop.exitCode() == ExitCode.INTERRUPTED;
        end(running, interrupted ? MlflowRuns.Status.KILLED : MlflowRuns.Status.FAILED);
    }

    /** The folds' first: who sees the run ended sees it all ended. */
    private void end(Running now, MlflowRuns.Status status) {
        long time = clock.millis();
        now.folds.forEach(fold -> server.end(fold, status, time));
        server.end(now.all, status, time);
        running = null;
    }
}
