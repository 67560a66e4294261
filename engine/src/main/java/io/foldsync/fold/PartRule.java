package io.foldsync.fold;

import java.io.Serializable;

/** The frozen decision which row goes to which part: a small pure function that travels to wherever the rows are. */
@FunctionalInterface
public interface PartRule extends Serializable {

    /**
     * The row's part, from 0.
     *
     * @param stratum the row's stratum, as surveyed
     * @param major the row's order, see {@link RowOrder}
     * @param minor the row's order, see {@link RowOrder}
     * @param given the row's value of the given fold column, 0 when the splitter reads none
     */
    int part(int stratum, long major, long minor, long given);
}
