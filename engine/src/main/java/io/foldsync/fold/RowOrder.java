package io.foldsync.fold;

import java.io.Serializable;

/**
 * A row's place among all rows: by {@code major}, ties by {@code minor}, both as signed numbers.
 *
 * <p>Shuffled splitters order rows by a seeded hash of the row's key (major) and a second hash (minor), which depends on
 * nothing but seed and key; unshuffled ones by the row's position (major, from 0) and minor 0.
 */
public record RowOrder(long major, long minor) implements Comparable<RowOrder>, Serializable {
    @Override
    public int compareTo(RowOrder other) {
        int byMajor = Long.compare(major, other.major);
        return byMajor != 0 ? byMajor : Long.compare(minor, other.minor);
    }
}
