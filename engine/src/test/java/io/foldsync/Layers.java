package io.foldsync;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layer picture as a table: which packages and which libraries each package may know. Arrows point down only. */
final class Layers extends ArchCondition<JavaClass> {

    private static final List<String> JDK = List.of("java.", "javax.", "org.jspecify.");
    private static final String LOG = "org.slf4j.";
    private static final String JSON = "com.fasterxml.jackson.";
    private static final String DJL = "ai.djl.";
    private static final String DJL_INTERNALS = "ai.djl.pytorch.jni.";

    private record Row(Set<String> packages, List<String> libraries) {}

    private static Row row(String packages, String... libraries) {
        return new Row(packages.isEmpty() ? Set.of() : Set.of(packages.split(" ")), List.of(libraries));
    }

    private static final String BASE = "fold metric stats loop random error";

    /** Top down, as in the picture. */
    private static final Map<String, Row> TABLE = Map.ofEntries(
            Map.entry(
                    "spark",
                    row(
                            BASE + " data history nn policy train tune report",
                            LOG,
                            JSON,
                            "org.apache.spark.",
                            "org.apache.hadoop.",
                            "org.apache.parquet.format.",
                            "com.codahale.metrics.", // what Spark's metrics system is made of
                            "scala.")),
            Map.entry("report", row(BASE + " data history nn policy train", LOG, JSON)),
            Map.entry("tune", row(BASE + " history policy", LOG, JSON)),
            Map.entry("train", row(BASE + " data history nn policy", LOG, JSON, DJL)),
            Map.entry("nn", row(BASE + " data", LOG, JSON, DJL, DJL_INTERNALS, "com.sun.jna.")),
            Map.entry("policy", row(BASE + " history")),
            Map.entry("data", row(BASE, LOG, JSON, DJL)),
            Map.entry("history", row(BASE)),
            Map.entry("fold", row("random error")),
            Map.entry("metric", row("error")),
            Map.entry("stats", row("metric error", "org.apache.commons.statistics.", "org.apache.commons.numbers.")),
            Map.entry("loop", row("error")),
            Map.entry("random", row("error")),
            Map.entry("error", row("")));

    private final String root;

    /** @param root the package above the layers, {@code io.foldsync} but in fixtures */
    Layers(String root) {
        super("know only what stands below them in the layer picture");
        this.root = root + ".";
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Row row = TABLE.get(layer(type.getPackageName()));
        if (row == null) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getName() + " is in no layer: give its package a row in " + Layers.class.getName()));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            if (!allowed(
                    row,
                    layer(type.getPackageName()),
                    dependency.getTargetClass().getBaseComponentType())) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    private boolean allowed(Row row, String own, JavaClass target) {
        String name = target.getName();
        if (name.startsWith(root)) {
            String layer = layer(target.getPackageName());
            return layer.equals(own) || row.packages().contains(layer);
        }
        List<String> libraries = new ArrayList<>(JDK);
        libraries.addAll(row.libraries());
        if (name.startsWith(DJL_INTERNALS)) {
            return libraries.contains(DJL_INTERNALS);
        }
        return target.isPrimitive() || libraries.stream().anyMatch(name::startsWith);
    }

    /** The first name below the root: {@code report} of {@code io.foldsync.report.html}. */
    private String layer(String packageName) {
        String below = packageName.startsWith(root) ? packageName.substring(root.length()) : "";
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
