/**
 * Runs in an MLflow tracking server, over its REST API with the JDK's HTTP client: {@link
 * io.foldsync.report.mlflow.MlflowLogger} says what becomes of a run, {@link io.foldsync.report.mlflow.MlflowSettings} where
 * it goes, {@code MlflowRuns} knows the calls and their limits, {@code MlflowHttp} sends and tries again.
 *
 * <p>Who asks is known from the environment alone, and never written anywhere. Imports what {@code report} may. Start with
 * {@code MlflowLogger}.
 */
@NullMarked
package io.foldsync.report.mlflow;

import org.jspecify.annotations.NullMarked;
