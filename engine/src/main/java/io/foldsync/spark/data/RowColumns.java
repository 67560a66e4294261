package io.foldsync.spark.data;

/** The names of the columns that rows carry inside this package, whatever the user's columns are called. */
final class RowColumns {
    /** long: partition and index in it, as Spark read the row; ascending in reading order, with gaps. */
    static final String PLACE = "place";
    /** string: the user's id, or null. */
    static final String ID = "id";
    /** long, string or double, or array of one of them: the label or labels as the user has them. */
    static final String LABEL = "label";
    /** float. */
    static final String WEIGHT = "weight";
    /** long: the value of the fold column, or 0. */
    static final String GIVEN = "given";
    /** binary: little-endian floats or unsigned bytes. */
    static final String FEATURES = "features";
    /** string: unique. */
    static final String KEY = "key";
    /** float: the class code or the number to predict; or binary: a byte a label. */
    static final String TARGET = "target";
    /** int: the class code, or 0 where nobody stratifies. */
    static final String STRATUM = "stratum";
    /** long: see {@link io.foldsync.fold.RowOrder}. */
    static final String MAJOR = "major";
    /** long: see {@link io.foldsync.fold.RowOrder}. */
    static final String MINOR = "minor";
    /** int. */
    static final String PART = "part";

    private RowColumns() {}
}
