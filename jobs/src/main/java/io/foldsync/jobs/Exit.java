package io.foldsync.jobs;

import io.foldsync.error.ExitCode;
import java.util.Map;

/** The one place where a program ends with its exit code. */
enum Exit {
    /** By {@code System.exit}: the program owns its process. */
    PROCESS {
        @Override
        void with(ExitCode code) {
            if (code != ExitCode.OK) {
                System.exit(code.code());
            }
        }
    },

    /**
     * By an exception: the process belongs to a YARN application master, a Kubernetes driver or a Databricks cluster,
     * which would take {@code System.exit} for a crash, or die of it.
     */
    EXCEPTION {
        @Override
        void with(ExitCode code) {
            if (code != ExitCode.OK) {
                throw new JobFailed(code);
            }
        }
    };

    /** Ends the program; returns when {@code code} is OK, since to return from main is to succeed. */
    abstract void with(ExitCode code);

    /** The exit for a program whose Spark settings and environment are these. */
    static Exit in(String deployMode, Map<String, String> environment) {
        boolean borrowed = deployMode.equals("cluster") || environment.containsKey("DATABRICKS_RUNTIME_VERSION");
        return borrowed ? EXCEPTION : PROCESS;
    }

    /** Tells the host that the job failed; what went wrong has been printed. */
    static final class JobFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobFailed(ExitCode code) {
            super("the job failed with exit code " + code.code() + " (" + code + ")", null, false, false);
        }
    }
}
