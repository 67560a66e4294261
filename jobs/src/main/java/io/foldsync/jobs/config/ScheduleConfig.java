package io.foldsync.jobs.config;

import io.foldsync.history.LrPiece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The learning rate over the epochs: a name, or a name with arguments, as {@code { one_cycle: { maxLr: 0.1 } }}.
 *
 * @param watch what {@code reduce_on_plateau} watches
 * @param schedules those that {@code sequential} and {@code chained} are made of
 */
public record ScheduleConfig(Kind kind, Arguments arguments, WatchConfig watch, List<ScheduleConfig> schedules) {
    /** PyTorch's {@code LinearLR} begins at a third. */
    private static final double WARM_UP_FACTOR = 1.0 / 3;

    private static final Bounds FACTOR = Bounds.above(0);
    private static final Bounds EPOCHS = Bounds.atLeast(1);

    public ScheduleConfig {
        schedules = List.copyOf(schedules);
    }

    /** What {@code training.schedule} may name. */
    public enum Kind {
        CONSTANT,
        STEP,
        MULTI_STEP,
        EXPONENTIAL,
        POLYNOMIAL,
        LINEAR,
        COSINE,
        WARM_RESTARTS,
        ONE_CYCLE,
        REDUCE_ON_PLATEAU,
        SEQUENTIAL,
        CHAINED;

        /** Whether it may change from step to step. */
        private boolean smooth() {
            return this == LINEAR || this == COSINE || this == WARM_RESTARTS || this == ONE_CYCLE || this == SEQUENTIAL;
        }

        /** Whether a warm-up can go before it. */
        private boolean warms() {
            return compareTo(ONE_CYCLE) < 0 && this != LINEAR;
        }
    }

    /** How the threshold of {@code reduce_on_plateau} is meant. */
    public enum ThresholdMode {
        /** As a share of the best. */
        REL,
        /** In the measure's units. */
        ABS
    }

    /** What the arguments' defaults follow from. */
    private record Run(int epochs, double lr, WatchConfig watch) {}

    /**
     * Reads one.
     *
     * @param epochs of the run, which a schedule spans unless it says otherwise
     * @param lr the optimizer's
     * @param watch what is watched unless it says otherwise
     */
    static Optional<ScheduleConfig> bind(Value schedule, int epochs, double lr, WatchConfig watch) {
        Run run = new Run(epochs, lr, watch);
        return Named.bind(schedule, Kind.class, "schedule", (kind, section) -> of(kind, section, run, true));
    }

    private static ScheduleConfig of(Kind kind, Section section, Run run, boolean steps) {
        List<ScheduleConfig> below = List.of();
        if (kind == Kind.SEQUENTIAL || kind == Kind.CHAINED) {
            section.require("schedules", "a list of schedules", "Write them in square brackets.");
            below = section.value("schedules")
                    .map(list -> list.list("a list of schedules", item -> nested(item, run, kind, steps)))
                    .orElse(List.of());
        }
        WatchConfig watch = kind == Kind.REDUCE_ON_PLATEAU ? WatchConfig.bind(section, run.watch) : WatchConfig.LOSS;
        Arguments arguments = Arguments.bind(section, parameters(kind, section, run, steps));
        return new ScheduleConfig(kind, arguments, watch, below);
    }

    /** Chained factors are those of epochs; a plateau has no beginning of its own to count from. */
    private static Optional<ScheduleConfig> nested(Value item, Run run, Kind around, boolean steps) {
        return Named.bind(item, Kind.class, "schedule", (kind, section) -> {
                    ScheduleConfig made = of(kind, section, run, steps && around == Kind.SEQUENTIAL);
                    boolean fits = around == Kind.CHAINED || (kind != Kind.REDUCE_ON_PLATEAU && kind != Kind.CHAINED);
                    return fits ? Optional.of(made) : item.<ScheduleConfig>outOfRange("a schedule of time alone");
                })
                .flatMap(made -> made);
    }

    private static List<Parameter> parameters(Kind kind, Section section, Run run, boolean steps) {
        List<Parameter> parameters = new ArrayList<>();
        int warmUp = 0;
        if (kind.warms()) {
            parameters.add(Parameter.whole("warmUpEpochs", Bounds.atLeast(0), 0));
            parameters.add(Parameter.number("warmUpFactor", Bounds.between(0, 1), WARM_UP_FACTOR));
            warmUp = section.whole("warmUpEpochs", Bounds.ANY).orElse(0);
        }
        int span = Math.max(1, run.epochs - Math.max(0, warmUp));
        parameters.addAll(own(kind, run, span));
        if (steps && (kind.smooth() || kind.warms())) {
            parameters.add(Parameter.flag("perStep"));
        }
        return parameters;
    }

    private static List<Parameter> own(Kind kind, Run run, int span) {
        Bounds belowLr = Bounds.between(0, run.lr);
        return switch (kind) {
            case CONSTANT -> List.of();
            case STEP -> List.of(Parameter.whole("every", EPOCHS, 30), Parameter.number("factor", FACTOR, 0.1));
            case MULTI_STEP -> List.of(Parameter.wholes("milestones", EPOCHS), Parameter.number("factor", FACTOR, 0.1));
            case EXPONENTIAL -> List.of(Parameter.number("factor", FACTOR, 0.95));
            case POLYNOMIAL -> List.of(Parameter.whole("epochs", EPOCHS, span), Parameter.number("power", FACTOR, 1));
            case LINEAR ->
                List.of(
                        Parameter.number("startFactor", Bounds.atLeast(0), WARM_UP_FACTOR),
                        Parameter.number("endFactor", Bounds.atLeast(0), 1),
                        Parameter.whole("epochs", EPOCHS, 5));
            case COSINE -> List.of(Parameter.whole("epochs", EPOCHS, span), Parameter.number("minLr", belowLr, 0));
            case WARM_RESTARTS ->
                List.of(
                        Parameter.whole("first", EPOCHS, 10),
                        Parameter.whole("growth", EPOCHS, 1),
                        Parameter.number("minLr", belowLr, 0));
            case ONE_CYCLE ->
                List.of(
                        Parameter.number("maxLr", FACTOR, run.lr),
                        Parameter.whole("epochs", EPOCHS, span),
                        Parameter.number("upShare", new Bounds(0, false, 1, false), 0.3),
                        Parameter.number("divFactor", EPOCHS, 25),
                        Parameter.number("finalDivFactor", EPOCHS, 1e4),
                        Parameter.name("curve", LrPiece.Curve.class, LrPiece.Curve.COSINE));
            case REDUCE_ON_PLATEAU ->
                List.of(
                        Parameter.number("factor", new Bounds(0, false, 1, false), 0.1),
                        Parameter.whole("patience", Bounds.atLeast(0), 10),
                        Parameter.number("threshold", Bounds.atLeast(0), 1e-4),
                        Parameter.name("thresholdMode", ThresholdMode.class, ThresholdMode.REL),
                        Parameter.whole("cooldown", Bounds.atLeast(0), 0),
                        Parameter.number("minLr", Bounds.atLeast(0), 0));
            case SEQUENTIAL -> List.of(Parameter.wholes("milestones", EPOCHS));
            case CHAINED -> List.of();
        };
    }

    /** Whether time runs on from step to step. */
    public boolean perStep() {
        return arguments.values().containsKey("perStep") && arguments.flag("perStep");
    }

    /** Epochs of warm-up before it; 0 for none. */
    public int warmUpEpochs() {
        return kind.warms() ? arguments.whole("warmUpEpochs") : 0;
    }

    /** As it is written in a configuration. */
    Object written() {
        Map<String, Object> below = new LinkedHashMap<>();
        if (!schedules.isEmpty()) {
            below.put(
                    "schedules", schedules.stream().map(ScheduleConfig::written).toList());
        }
        if (kind == Kind.REDUCE_ON_PLATEAU) {
            watch.write(below);
        }
        below.putAll(arguments.written());
        return Named.written(kind, below);
    }
}
