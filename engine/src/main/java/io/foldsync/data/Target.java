package io.foldsync.data;

import java.io.Serializable;
import java.util.List;

/** What a network is to predict. */
public sealed interface Target extends Serializable {

    /** The three there are. */
    enum Kind {
        CLASSES,
        LABELS,
        NUMBERS
    }

    Kind kind();

    /** The number of outputs a network needs for it. */
    int outputs();

    /** How many values a row's target consists of. */
    default int values() {
        return 1;
    }

    /** How shards store each of these values. */
    default Dtype dtype() {
        return Dtype.F32;
    }

    /** Whether a stored value can belong to a row's target. */
    boolean admits(float value);

    /** What {@link #admits} asks for, in words. */
    String expectation();

    /** A few words for people, such as {@code 10 classes}. */
    String describe();

    /**
     * One of c classes; a row's target is the index of its class's name.
     *
     * @param names the label values as text, numbers ascending by value, strings by code point; at least two
     */
    record Classes(List<String> names) implements Target {
        public Classes {
            names = List.copyOf(names);
        }

        @Override
        public Kind kind() {
            return Kind.CLASSES;
        }

        @Override
        public int outputs() {
            return names.size();
        }

        @Override
        public boolean admits(float value) {
            return value >= 0 && value < names.size() && value == (int) value;
        }

        @Override
        public String expectation() {
            return "a class code from 0 to " + (names.size() - 1);
        }

        @Override
        public String describe() {
            return names.size() + " classes";
        }
    }

    /**
     * Any of c labels, none and all among them; a row's target is c zeros and ones, 1 where it has the label.
     *
     * @param names the labels as text, in the order of the values: as the names of classes, or as the user names columns;
     *     at least one
     */
    record Labels(List<String> names) implements Target {
        public Labels {
            names = List.copyOf(names);
        }

        @Override
        public Kind kind() {
            return Kind.LABELS;
        }

        @Override
        public int outputs() {
            return names.size();
        }

        @Override
        public int values() {
            return names.size();
        }

        @Override
        public Dtype dtype() {
            return Dtype.U8;
        }

        @Override
        public boolean admits(float value) {
            return value == 0 || value == 1;
        }

        @Override
        public String expectation() {
            return "0 or 1 for each of " + names.size() + " labels";
        }

        @Override
        public String describe() {
            return names.size() + (names.size() == 1 ? " label" : " labels");
        }
    }

    /** A real number. */
    record Numbers() implements Target {
        @Override
        public Kind kind() {
            return Kind.NUMBERS;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public boolean admits(float value) {
            return true;
        }

        @Override
        public String expectation() {
            return "a number";
        }

        @Override
        public String describe() {
            return "numbers";
        }
    }
}
