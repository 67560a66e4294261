package io.foldsync.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/** The run's recipe, broadcast once; travels in closures as a reference. */
final class SharedRecipe implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String runId;
    private final Broadcast<byte[]> packed;
    private transient @Nullable RunRecipe opened;

    private SharedRecipe(Broadcast<byte[]> packed, RunRecipe opened) {
        this.runId = opened.runId();
        this.packed = packed;
        this.opened = opened;
    }

    static SharedRecipe of(SparkContext context, RunRecipe recipe) {
        return new SharedRecipe(context.broadcast(Parcel.pack(recipe), ClassTag$.MODULE$.apply(byte[].class)), recipe);
    }

    /** The recipe, here: opening it costs milliseconds, so that a task takes that of the run which lives here already. */
    RunRecipe value() {
        RunRecipe recipe = opened;
        if (recipe == null) {
            recipe = ResidentRuns.recipe(runId).orElseGet(() -> Parcel.<RunRecipe>open(packed.value()));
            opened = recipe;
        }
        return recipe;
    }

    void destroy() {
        packed.destroy();
    }
}
