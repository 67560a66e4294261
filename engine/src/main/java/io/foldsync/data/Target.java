package io.foldsync.data;

import java.io.Serializable;
import java.util.List;

/** What a network is to predict. */
public sealed interface Target extends Serializable {

    /** The number of outputs a network needs for it. */
    int outputs();

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
        public int outputs() {
            return names.size();
        }
    }

    /** A real number. */
    record Numbers() implements Target {
        @Override
        public int outputs() {
            return 1;
        }
    }
}
