package io.foldsync.jobs;

import static io.foldsync.jobs.BadInput.good;

import io.foldsync.error.ExitCode;
import java.util.stream.Stream;

/** Of the bad inputs that {@link BadInputsTest} tries, those of rows that may have several labels. */
final class BadLabels {
    private static final String ARRAYS = "{\"v\":[1,2],\"label\":[\"x\"]}\n".repeat(6);

    private BadLabels() {}

    static Stream<BadInput> all() {
        return Stream.of(
                BadInput.of("texts where arrays are meant")
                        .set("data.task=multilabel")
                        .ends(
                                ExitCode.DATA,
                                "label column 'label': values of type string; expected arrays of texts or integers, for"
                                        + " several labels a row. Set data.labelSeparator for texts, or name a column of"
                                        + " zeros and ones for each label."),
                BadInput.of("a separator for numbers")
                        .set("data.label=y", "data.labelSeparator=;")
                        .ends(
                                ExitCode.DATA,
                                "label column 'y': values of type double, to be cut at ';'; expected texts. Remove"
                                        + " data.labelSeparator or choose another label column."),
                BadInput.of("an empty field where no label is meant")
                        .set("data.labelSeparator=;")
                        .rows(i -> i == 4 ? good(i).replaceFirst(",[xyz],", ",,") : good(i))
                        .ends(
                                ExitCode.DATA,
                                "label column 'label': 1 row without a label, first row 'r4': null; expected a value in"
                                        + " every row. Fill or drop these rows; a row without labels says just ';'."),
                BadInput.of("no label in any row")
                        .set("data.labelSeparator=x")
                        .rows(i -> good(i).replaceFirst(",[xyz],", ",x,"))
                        .ends(ExitCode.DATA, "label column 'label': no label in any row; expected at least one label"),
                BadInput.of("label columns of other numbers than zero and one")
                        .set("data.label=[part, w]", "data.features=[a, b]")
                        .ends(
                                ExitCode.DATA,
                                "label columns 'part', 'w': 30 rows with a label that cannot be learned, first row 'r0':"
                                        + " [0.0, 1.5]; expected 0 or 1 in every column."),
                BadInput.of("label columns of which one is not there and one is text")
                        .set("data.label=[parts, label]")
                        .ends(
                                ExitCode.DATA,
                                "no column 'parts'",
                                "label column 'label': values of type string; expected zeros and ones, or booleans"),
                BadInput.of("a null among the labels of a row")
                        .text(
                                "rows.json",
                                "{\"v\":[1,2],\"label\":[\"x\",null]}\n{\"v\":[1,2],\"label\":[]}\n".repeat(6))
                        .reads("rows.json", "[v]")
                        .ends(
                                ExitCode.DATA,
                                "label column 'label': 6 rows with a label that cannot be learned, first row 0 (counted"
                                        + " from 0): [x, null]; expected labels that are not null."),
                BadInput.of("arrays for one class a row")
                        .text("rows.json", ARRAYS)
                        .reads("rows.json", "[v]")
                        .set("data.task=classification")
                        .ends(ExitCode.DATA, "label column 'label': values of type array<string>"),
                BadInput.of("strata of labels")
                        .set("data.labelSeparator=;", "folds.splitter=stratified")
                        .ends(
                                ExitCode.CONFIGURATION,
                                "folds.splitter: stratified beside several labels a row; expected kfold or column, as rows"
                                        + " that may have several labels belong to no one stratum."),
                BadInput.of("strata of arrays")
                        .text("rows.json", ARRAYS)
                        .reads("rows.json", "[v]")
                        .set("folds.splitter=stratified")
                        .ends(
                                ExitCode.CONFIGURATION,
                                "folds.splitter",
                                "stratified for rows that may have several labels"),
                BadInput.of("a loss of classes for arrays")
                        .text("rows.json", ARRAYS)
                        .reads("rows.json", "[v]")
                        .set("training.loss=cross_entropy")
                        .ends(
                                ExitCode.CONFIGURATION,
                                "training.loss",
                                "cross_entropy for rows that may have several labels; expected bce or focal."),
                BadInput.of("positive weights for other labels")
                        .set("data.labelSeparator=;", "training.loss={ bce: { posWeight: [1, 2] } }")
                        .ends(
                                ExitCode.CONFIGURATION,
                                "2 numbers (positive weights) in bce; expected 3, one for each label in the order of the"
                                        + " labels."));
    }
}
