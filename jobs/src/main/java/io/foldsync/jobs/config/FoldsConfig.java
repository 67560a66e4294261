package io.foldsync.jobs.config;

import io.foldsync.fold.RareClasses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How rows are dealt to folds. */
public sealed interface FoldsConfig {

    /**
     * k folds of nearly equal size.
     *
     * @param stratified empty for what the label says: stratified for classes, not for numbers
     * @param testFraction the share of rows no fold ever sees, 0 to below 1
     * @param guardFraction the share of each fold's held-out rows that do nothing but decide, 0 to below 1
     */
    record KFolds(
            Optional<Boolean> stratified,
            int k,
            boolean shuffle,
            double testFraction,
            RareClasses rareClasses,
            double guardFraction)
            implements FoldsConfig {

        /** Without rows that only decide. */
        public KFolds(
                Optional<Boolean> stratified, int k, boolean shuffle, double testFraction, RareClasses rareClasses) {
            this(stratified, k, shuffle, testFraction, rareClasses, 0);
        }
    }

    /** Folds numbered in a column of the data. */
    record Given(String column) implements FoldsConfig {}

    /** What {@code folds.splitter} may say. */
    enum SplitterName {
        STRATIFIED,
        KFOLD,
        COLUMN
    }

    static FoldsConfig bind(Section folds) {
        Optional<SplitterName> splitter = folds.name("splitter", SplitterName.class);
        FoldsConfig config =
                splitter.equals(Optional.of(SplitterName.COLUMN)) ? bindGiven(folds) : bindKFolds(folds, splitter);
        folds.finish();
        return config;
    }

    private static FoldsConfig bindGiven(Section folds) {
        folds.refuse("splitter: column", "k", "shuffle", "testFraction", "rareClasses", "guardFraction");
        folds.require("column", "the name of the column that numbers the folds", "Name the column.");
        return new Given(folds.text("column").orElse("fold"));
    }

    private static FoldsConfig bindKFolds(Section folds, Optional<SplitterName> splitter) {
        KFolds config = new KFolds(
                splitter.map(name -> name == SplitterName.STRATIFIED),
                folds.whole("k", Bounds.between(2, 1001)).orElse(5),
                folds.flag("shuffle").orElse(true),
                folds.number("testFraction", Bounds.between(0, 1)).orElse(0.0),
                folds.name("rareClasses", RareClasses.class).orElse(RareClasses.ERROR),
                folds.number("guardFraction", Bounds.between(0, 1)).orElse(0.0));
        folds.refuse("a splitter other than column", "column");
        splitter.filter(name -> name == SplitterName.KFOLD)
                .ifPresent(name -> folds.refuse("splitter: kfold", "rareClasses"));
        if (config.testFraction > 0 && !config.shuffle) {
            folds.conflict(
                    "testFraction",
                    config.testFraction + " beside shuffle: false",
                    "shuffled rows, or the test rows would be the first of the data",
                    "Write shuffle: true or testFraction: 0.");
        }
        if (config.guardFraction > 0 && !config.shuffle) {
            folds.conflict(
                    "guardFraction",
                    config.guardFraction + " beside shuffle: false",
                    "shuffled rows, or the rows that decide would be the first of each fold",
                    "Write shuffle: true or guardFraction: 0.");
        }
        return config;
    }

    /** As it is written in a configuration. */
    default Map<String, Object> written() {
        Map<String, Object> folds = new LinkedHashMap<>();
        if (this instanceof KFolds config) {
            config.stratified.ifPresent(yes -> folds.put("splitter", yes ? "stratified" : "kfold"));
            folds.put("k", config.k);
            folds.put("shuffle", config.shuffle);
            folds.put("testFraction", config.testFraction);
            folds.put("guardFraction", config.guardFraction);
            if (config.stratified.orElse(true)) {
                folds.put("rareClasses", Value.written(config.rareClasses));
            }
        } else if (this instanceof Given given) {
            folds.put("splitter", "column");
            folds.put("column", given.column);
        }
        return folds;
    }
}
