package io.foldsync.spark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs that live in this executor, by run id. A run that nobody has asked for within the lease is let go. */
final class ResidentRuns {
    /** Longer than any epoch should take; a driver that is gone for longer will find its folds replayed. */
    private static final Duration LEASE = Duration.ofHours(6);

    private static final Map<String, Tenant> TENANTS = new HashMap<>();

    /** Runs that have ended: a task that Spark starts or retries too late must not bring one back. */
    private static final Set<String> ENDED = new HashSet<>();

    private record Tenant(ResidentRun run, long lastUse) {}

    private ResidentRuns() {}

    /**
     * This executor's share of a run, made when it is not here.
     *
     * @throws IllegalStateException when the run has ended
     */
    static ResidentRun of(RunRecipe recipe) {
        List<ResidentRun> expired = new ArrayList<>();
        ResidentRun run;
        synchronized (TENANTS) {
            if (ENDED.contains(recipe.runId())) {
                throw new IllegalStateException("run " + recipe.runId() + " has ended");
            }
            long now = System.nanoTime();
            TENANTS.values().removeIf(tenant -> {
                boolean over = now - tenant.lastUse() > LEASE.toNanos();
                if (over) {
                    expired.add(tenant.run());
                }
                return over;
            });
            Tenant tenant = TENANTS.get(recipe.runId());
            run = tenant == null ? new ResidentRun(recipe) : tenant.run();
            TENANTS.put(recipe.runId(), new Tenant(run, now));
        }
        expired.forEach(ResidentRun::close);
        return run;
    }

    /** The recipe of a run that lives here. */
    static Optional<RunRecipe> recipe(String runId) {
        synchronized (TENANTS) {
            return Optional.ofNullable(TENANTS.get(runId))
                    .map(tenant -> tenant.run().recipe());
        }
    }

    /** Lets go of a run here; says whether there was one. */
    static boolean evict(String runId) {
        Tenant tenant;
        synchronized (TENANTS) {
            ENDED.add(runId);
            tenant = TENANTS.remove(runId);
        }
        if (tenant == null) {
            return false;
        }
        tenant.run().close();
        return true;
    }

    /** How many runs live here. */
    static int count() {
        synchronized (TENANTS) {
            return TENANTS.size();
        }
    }
}
