package io.foldsync.jobs;

import static io.foldsync.jobs.BadInput.good;
import static io.foldsync.jobs.BadInput.gzip;
import static io.foldsync.jobs.BadInput.images;
import static io.foldsync.jobs.BadInput.labels;
import static io.foldsync.jobs.BadInput.start;

import io.foldsync.error.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;

/** The bad inputs that {@link BadInputsTest} tries. */
final class BadInputs {
    private BadInputs() {}

    static Stream<BadInput> all() {
        return Stream.of(
                        missingAndUnreadable(),
                        unfitRows(),
                        BadLabels.all(),
                        foldsAndParts(),
                        imageFiles(),
                        networks(),
                        outputs())
                .flatMap(some -> some);
    }

    private static Stream<BadInput> missingAndUnreadable() {
        byte[] packed = gzip(BadInput.table(BadInput::good).getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                BadInput.of("a file that is not there")
                        .set("data.path=rowz.csv")
                        .ends(ExitCode.DATA, "rowz.csv: no such file or folder"),
                BadInput.of("two files of which one is not there")
                        .set("data.path=[rows.csv, more.csv]")
                        .ends(ExitCode.DATA, "more.csv: no such file or folder"),
                BadInput.of("a file system nobody knows")
                        .set("data.path=s4a://bucket/rows.csv")
                        .ends(ExitCode.DATA, "s4a://bucket/rows.csv", "\"s4a\""),
                BadInput.of("an empty file").text("rows.csv", "").ends(ExitCode.DATA, "rows.csv: 0 bytes"),
                BadInput.of("names of columns and no row")
                        .text("rows.csv", BadInput.HEADER)
                        .ends(ExitCode.DATA, "0 rows; expected at least one row"),
                BadInput.of("a folder without files")
                        .when((folder, spark) -> Files.createDirectories(folder.resolve("rows/_temporary")))
                        .set("data.path=rows", "data.format=csv")
                        .ends(ExitCode.DATA, "rows: 0 bytes"),
                BadInput.of("a gzip file of zero bytes")
                        .file("rows.csv.gz", new byte[0])
                        .set("data.path=rows.csv.gz")
                        .ends(ExitCode.DATA, "rows.csv.gz: 0 bytes"),
                BadInput.of("a gzip file that holds nothing")
                        .file("rows.csv.gz", gzip(new byte[0]))
                        .set("data.path=rows.csv.gz")
                        .ends(ExitCode.DATA, "rows.csv.gz: 0 rows"),
                BadInput.of("a gzip file that was cut")
                        .file("rows.csv.gz", start(packed, packed.length / 2))
                        .set("data.path=rows.csv.gz")
                        .ends(ExitCode.DATA, "rows.csv.gz"),
                BadInput.of("text called gzip")
                        .text("rows.csv.gz", "a,b\n1,2\n")
                        .set("data.path=rows.csv.gz")
                        .ends(ExitCode.DATA, "rows.csv.gz"),
                BadInput.of("text called Parquet")
                        .text("rows.parquet", "a,b,label\n1,2,x\n")
                        .reads("rows.parquet", "[a]")
                        .ends(ExitCode.DATA, "rows.parquet"),
                BadInput.of("text called JSON")
                        .text("rows.json", "a,b,label\n1,2,x\n")
                        .reads("rows.json", "[a]")
                        .ends(ExitCode.DATA, "no line that is a JSON object"),
                BadInput.of("text called LIBSVM")
                        .text("rows.svm", "hello world\n")
                        .set("data.path=rows.svm", "data.id=null", "data.label=null", "data.features=null")
                        .ends(ExitCode.DATA, "rows.svm"));
    }

    private static Stream<BadInput> unfitRows() {
        return Stream.of(
                BadInput.of("a label column that is not there")
                        .set("data.label=lable")
                        .ends(ExitCode.DATA, "label: no column 'lable'", "the nearest is 'label'"),
                BadInput.of("several columns that are not there, told at once")
                        .set("data.features=[a, bb]", "data.id=key", "data.weight=ww")
                        .ends(ExitCode.DATA, "no column 'bb'", "no column 'key'", "no column 'ww'"),
                BadInput.of("a text among the features")
                        .rows(i -> i == 9 ? good(i).replaceFirst(",9,", ",nine,") : good(i))
                        .ends(ExitCode.DATA, "feature column 'a'", "string"),
                BadInput.of("a feature that is NaN")
                        .rows(i -> i == 4 ? good(i).replaceFirst(",4,", ",NaN,") : good(i))
                        .ends(ExitCode.DATA, "1 row with features that are missing, NaN", "row 'r4': 'a'"),
                BadInput.of("a feature that is missing")
                        .rows(i -> i > 27 ? good(i).replaceFirst(",\\d+,", ",,") : good(i))
                        .ends(ExitCode.DATA, "2 rows with features that are missing", "row 'r28': 'a'"),
                BadInput.of("labels that are missing")
                        .rows(i -> i % 10 == 1 ? good(i).replaceFirst(",[xyz],", ",,") : good(i))
                        .ends(ExitCode.DATA, "label column 'label': 3 rows without a label", "row 'r1'"),
                BadInput.of("one class only")
                        .rows(i -> good(i).replaceFirst(",[xyz],", ",x,"))
                        .ends(ExitCode.DATA, "one class only, 'x'"),
                BadInput.of("ids that come twice")
                        .rows(i -> i == 7 ? good(i).replaceFirst("r7", "r2") : good(i))
                        .ends(ExitCode.DATA, "id", "r2"),
                BadInput.of("a weight below zero")
                        .set("data.weight=w")
                        .rows(i -> i == 3 ? good(i).replace(",1.5,", ",-1.5,") : good(i))
                        .ends(ExitCode.DATA, "weight column 'w': 1 row with an unusable weight", "-1.5"),
                BadInput.of("text for regression")
                        .set("data.task=regression")
                        .ends(ExitCode.DATA, "label column 'label': values of type string", "numbers, for regression"),
                BadInput.of("fractions for classes")
                        .set("data.task=classification", "data.label=y")
                        .ends(ExitCode.DATA, "30 rows with a label that cannot be learned", "whole numbers"),
                BadInput.of("arrays of different lengths in JSON")
                        .text("rows.json", "{\"v\":[1,2],\"label\":\"x\"}\n{\"v\":[1,2,3],\"label\":\"y\"}\n".repeat(6))
                        .reads("rows.json", "[v]")
                        .ends(ExitCode.DATA, "feature column 'v': rows of different lengths: 2 (6 rows), 3 (6 rows)"),
                BadInput.of("arrays of different lengths in Parquet")
                        .when((folder, spark) -> spark.range(20)
                                .selectExpr("array_repeat(id, IF(id = 5, 1, 4)) v", "id % 2 label")
                                .coalesce(1)
                                .write()
                                .parquet(folder.resolve("rows.parquet").toString()))
                        .reads("rows.parquet", "[v]")
                        .ends(ExitCode.DATA, "rows of different lengths: 4 (19 rows), 1 (1 rows)"));
    }

    private static Stream<BadInput> foldsAndParts() {
        return Stream.of(
                BadInput.of("more folds than rows of the rarest class")
                        .rows(i -> i % 3 == 2 && i > 5 ? good(i).replace(",z,", ",x,") : good(i))
                        .ends(ExitCode.DATA, "job.yaml:2 folds.k", "1 of 3 classes", "z (2)"),
                BadInput.of("more folds than rows")
                        .set("folds.splitter=kfold", "folds.k=31")
                        .ends(ExitCode.DATA, "folds.k", "31", "30"),
                BadInput.of("a fold column that is not there")
                        .set("folds.splitter=column", "folds.k=null", "folds.column=fold")
                        .ends(ExitCode.DATA, "no column 'fold'"),
                BadInput.of("one fold given")
                        .rows(i -> good(i).replaceFirst(",\\d$", ",0"))
                        .set("folds.splitter=column", "folds.k=null", "folds.column=part")
                        .ends(ExitCode.DATA, "part"));
    }

    private static Stream<BadInput> imageFiles() {
        return Stream.of(
                BadInput.of("images that end early")
                        .file("i.idx", start(images(30), 100))
                        .file("l.idx", labels(30))
                        .readsImages("i.idx", "l.idx")
                        .ends(ExitCode.DATA, "i.idx: it ends after 21 of 30 items"),
                BadInput.of("packed images that end early")
                        .file("i.idx.gz", start(gzip(images(30)), 60))
                        .file("l.idx.gz", gzip(labels(30)))
                        .readsImages("i.idx.gz", "l.idx.gz")
                        .ends(ExitCode.DATA, "i.idx.gz", "of 30 items"),
                BadInput.of("fewer labels than images")
                        .file("i.idx", images(30))
                        .file("l.idx", labels(29))
                        .readsImages("i.idx", "l.idx")
                        .ends(ExitCode.DATA, "30 images, but 29 labels"),
                BadInput.of("images and labels exchanged")
                        .file("i.idx", images(30))
                        .file("l.idx", labels(30))
                        .readsImages("l.idx", "i.idx")
                        .ends(ExitCode.DATA, "magic number 0x00000801", "exchanged"),
                BadInput.of("labels that are not there")
                        .file("i.idx", images(30))
                        .readsImages("i.idx", "l.idx")
                        .ends(ExitCode.DATA, "l.idx: no such file"));
    }

    private static Stream<BadInput> networks() {
        return Stream.of(
                BadInput.of("a class that no jar holds")
                        .set("model={architecture: class, class: org.example.Missing}")
                        .ends(ExitCode.CONFIGURATION, "model.class", "org.example.Missing, which no jar"),
                BadInput.of("a shape of other size than the features")
                        .set("data.shape=[1, 3, 3]")
                        .ends(ExitCode.DATA, "data.shape", "= 9 features over rows of 2"),
                BadInput.of("a layer whose arguments do not fit each other")
                        .set("model={architecture: layers, layers: [flatten, maxpool2d: {kernel: 3, padding: 2}]}")
                        .ends(
                                ExitCode.CONFIGURATION,
                                "--set model.layers[1] MaxPool2d.padding: 2; expected an integer of 0 to 1"),
                BadInput.of("a residual network over features without a shape")
                        .set("model={architecture: resnet}")
                        .ends(ExitCode.CONFIGURATION, "data.shape"),
                BadInput.of("a measure that the label does not have")
                        .set("data.label=y", "training.earlyStopping.monitor=val_accuracy")
                        .ends(ExitCode.CONFIGURATION, "training.earlyStopping.monitor", "val_accuracy", "val_rmse"),
                BadInput.of("a loss of numbers for classes")
                        .set("training.loss=mse")
                        .ends(ExitCode.CONFIGURATION, "training.loss", "classes"),
                BadInput.of("class weights for other classes")
                        .set("training.loss={ cross_entropy: { classWeights: [1, 2, 3, 4, 5] } }")
                        .ends(ExitCode.CONFIGURATION, "training.loss", "5 numbers (class weights) in cross_entropy"),
                BadInput.of("a loss of classes for numbers")
                        .set("data.label=y", "training.loss=cross_entropy")
                        .ends(ExitCode.CONFIGURATION, "training.loss", "real numbers"),
                BadInput.of("strata of numbers")
                        .set("data.label=y", "folds.splitter=stratified")
                        .ends(ExitCode.CONFIGURATION, "folds.splitter", "stratified for a label of real numbers"));
    }

    private static Stream<BadInput> outputs() {
        return Stream.of(
                BadInput.of("an output that holds something")
                        .when((folder, spark) -> Files.createDirectory(folder.resolve("out")))
                        .text("out/history.csv", "dear to somebody")
                        .ends(ExitCode.OUTPUT, "out: it exists and is not an empty directory", "overwrites nothing"),
                BadInput.of("an output that is a file")
                        .text("out", "dear to somebody")
                        .ends(ExitCode.OUTPUT, "out: it exists and is not an empty directory"),
                BadInput.of("an output below a file")
                        .text("plain", "a file")
                        .set("output=plain/out")
                        .ends(ExitCode.OUTPUT, "plain/out"),
                BadInput.of("an output on no file system")
                        .set("output=s4a://bucket/out")
                        .ends(ExitCode.OUTPUT, "s4a://bucket/out"));
    }
}
