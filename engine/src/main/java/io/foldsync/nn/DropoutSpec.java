package io.foldsync.nn;

/**
 * One place in a network where elements are dropped.
 *
 * @param size numbers a row that reach it
 * @param kept of 65,536 elements, how many stay on average: 1 to 65,536
 */
record DropoutSpec(int size, int kept) {
    /** Draws are 16-bit integers, so probabilities are multiples of the inverse. */
    static final int DRAWS = 1 << 16;

    private static final int DRAWS_A_WORD = 4;

    /** Random 64-bit words a row: four draws are cut from each. */
    int words() {
        return (size + DRAWS_A_WORD - 1) / DRAWS_A_WORD;
    }

    /** The largest draw, -32,768 to 32,767, that stays. */
    short threshold() {
        return (short) (kept - DRAWS / 2 - 1);
    }

    /** What an element that stays is multiplied by, so that means stay. */
    float gain() {
        return (float) ((double) DRAWS / kept);
    }
}
