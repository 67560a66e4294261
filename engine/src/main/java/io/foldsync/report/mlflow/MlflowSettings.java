package io.foldsync.report.mlflow;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where in MLflow a run goes.
 *
 * @param uri of the tracking server, or {@code databricks}; empty for {@code MLFLOW_TRACKING_URI}
 * @param experiment its name, made when there is none; empty for {@code MLFLOW_EXPERIMENT_NAME}, or else {@code foldsync}
 * @param runName empty for the run's title
 * @param parentRun the id of the MLflow run that this one belongs to, such as a study's; empty for none
 * @param tags further tags of the run
 * @param artifacts whether the result's files are uploaded
 */
public record MlflowSettings(
        Optional<String> uri,
        Optional<String> experiment,
        Optional<String> runName,
        Optional<String> parentRun,
        SortedMap<String, String> tags,
        boolean artifacts) {

    public MlflowSettings {
        requireNonNull(uri, "uri");
        requireNonNull(experiment, "experiment");
        requireNonNull(runName, "runName");
        requireNonNull(parentRun, "parentRun");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** All as the driver's environment says, with artifacts. */
    public static MlflowSettings defaults() {
        return new MlflowSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), true);
    }

    public MlflowSettings withUri(String address) {
        return new MlflowSettings(Optional.of(address), experiment, runName, parentRun, tags, artifacts);
    }

    public MlflowSettings withExperiment(String name) {
        return new MlflowSettings(uri, Optional.of(name), runName, parentRun, tags, artifacts);
    }

    public MlflowSettings withRunName(String name) {
        return new MlflowSettings(uri, experiment, Optional.of(name), parentRun, tags, artifacts);
    }

    public MlflowSettings withParentRun(String id) {
        return new MlflowSettings(uri, experiment, runName, Optional.of(id), tags, artifacts);
    }

    public MlflowSettings withTags(Map<String, String> further) {
        return new MlflowSettings(uri, experiment, runName, parentRun, new TreeMap<>(further), artifacts);
    }

    public MlflowSettings withArtifacts(boolean uploaded) {
        return new MlflowSettings(uri, experiment, runName, parentRun, tags, uploaded);
    }
}
