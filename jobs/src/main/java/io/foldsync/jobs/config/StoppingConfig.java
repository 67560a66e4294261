package io.foldsync.jobs.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Further reasons to stop before the last epoch; the first that holds ends the run. */
public record StoppingConfig(
        Optional<PlateauConfig> plateau,
        Optional<OverfittingConfig> overfitting,
        Optional<DivergenceConfig> divergence,
        Optional<TargetConfig> target) {
    /** Levels of a one-sided bound. */
    private static final Bounds LEVEL = new Bounds(0.5, false, 1, false);

    /** None. */
    static final StoppingConfig NONE =
            new StoppingConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The last epochs gained beyond doubt less than a share of everything. */
    public record PlateauConfig(WatchConfig watch, int window, double share, double level) {}

    /** Held-out rows get worse while training rows get better, both beyond the folds' noise. */
    public record OverfittingConfig(WatchConfig watch, int window, double level) {}

    /** Far behind the best for some epochs. */
    public record DivergenceConfig(WatchConfig watch, double factor, double margin, int epochs) {}

    /** As good as asked for. */
    public record TargetConfig(WatchConfig watch, double value) {}

    static StoppingConfig bind(Section stopping, WatchConfig otherwise) {
        StoppingConfig config = new StoppingConfig(
                rule(stopping, "plateau", otherwise, StoppingConfig::plateau),
                rule(stopping, "overfitting", otherwise, StoppingConfig::overfitting),
                rule(stopping, "divergence", otherwise, StoppingConfig::divergence),
                rule(stopping, "target", otherwise, StoppingConfig::target));
        stopping.finish();
        return config;
    }

    private static <T> Optional<T> rule(
            Section stopping, String key, WatchConfig otherwise, BiFunction<Section, WatchConfig, T> of) {
        return stopping.section(key).map(section -> {
            T rule = of.apply(section, WatchConfig.bind(section, otherwise));
            section.finish();
            return rule;
        });
    }

    private static PlateauConfig plateau(Section section, WatchConfig watch) {
        return new PlateauConfig(
                watch,
                section.whole("window", Bounds.atLeast(3)).orElse(10),
                section.number("share", new Bounds(0, false, 1, false)).orElse(0.01),
                section.number("level", LEVEL).orElse(0.95));
    }

    private static OverfittingConfig overfitting(Section section, WatchConfig watch) {
        return new OverfittingConfig(
                watch,
                section.whole("window", Bounds.atLeast(3)).orElse(10),
                section.number("level", LEVEL).orElse(0.995));
    }

    private static DivergenceConfig divergence(Section section, WatchConfig watch) {
        return new DivergenceConfig(
                watch,
                section.number("factor", Bounds.atLeast(1)).orElse(2.0),
                section.number("margin", Bounds.atLeast(0)).orElse(0.0),
                section.whole("epochs", Bounds.atLeast(1)).orElse(3));
    }

    private static TargetConfig target(Section section, WatchConfig watch) {
        section.require("value", "what the monitor must reach", "Write it, for instance 0.98.");
        return new TargetConfig(watch, section.number("value", Bounds.ANY).orElse(0.0));
    }

    Map<String, Object> written() {
        Map<String, Object> stopping = new LinkedHashMap<>();
        plateau.ifPresent(rule -> {
            Map<String, Object> below = below(stopping, "plateau", rule.watch);
            below.put("window", rule.window);
            below.put("share", rule.share);
            below.put("level", rule.level);
        });
        overfitting.ifPresent(rule -> {
            Map<String, Object> below = below(stopping, "overfitting", rule.watch);
            below.put("window", rule.window);
            below.put("level", rule.level);
        });
        divergence.ifPresent(rule -> {
            Map<String, Object> below = below(stopping, "divergence", rule.watch);
            below.put("factor", rule.factor);
            below.put("margin", rule.margin);
            below.put("epochs", rule.epochs);
        });
        target.ifPresent(rule -> below(stopping, "target", rule.watch).put("value", rule.value));
        return stopping;
    }

    private static Map<String, Object> below(Map<String, Object> stopping, String key, WatchConfig watch) {
        Map<String, Object> below = new LinkedHashMap<>();
        watch.write(below);
        stopping.put(key, below);
        return below;
    }
}
