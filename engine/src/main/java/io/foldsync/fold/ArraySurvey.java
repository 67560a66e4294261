package io.foldsync.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The survey of rows that fit into memory, answered from sorted lists: for small data, and to try a splitter out.
 *
 * <pre>{@code
 * ArraySurvey rows = ArraySurvey.inOrder(classCodes);
 * int[] part = rows.parts(StratifiedKFold.of(5).withShuffle(false).plan(rows).rule());
 * }</pre>
 *
 * Immutable. Cost: one sort.
 */
public final class ArraySurvey implements RowSurvey {
    private final int[] strata;
    private final List<RowOrder> orders;
    private final long[] given;
    private final List<String> names;
    private final SortedMap<Integer, List<RowOrder>> sorted = new TreeMap<>();

    private ArraySurvey(int[] strata, List<RowOrder> orders, long[] given, List<String> names) {
        if (strata.length != orders.size() || (given.length != 0 && given.length != strata.length)) {
            throw new IllegalArgumentException(
                    "strata " + strata.length + ", orders " + orders.size() + ", given folds " + given.length);
        }
        this.strata = strata.clone();
        this.orders = List.copyOf(orders);
        this.given = given.clone();
        this.names = List.copyOf(names);
        for (int row = 0; row < strata.length; row++) {
            sorted.computeIfAbsent(strata[row], stratum -> new ArrayList<>()).add(orders.get(row));
        }
        sorted.values().forEach(own -> own.sort(null));
    }

    /** Rows with their strata and orders; index i of both is row i. */
    public static ArraySurvey of(int[] strata, List<RowOrder> orders) {
        return new ArraySurvey(strata, orders, new long[0], List.of());
    }

    /**
     * The same with a given fold for each row, and names for the strata.
     *
     * @param given one a row, or none at all
     * @param names by stratum; those that are missing go by their numbers
     */
    public static ArraySurvey of(int[] strata, List<RowOrder> orders, long[] given, List<String> names) {
        return new ArraySurvey(strata, orders, given, names);
    }

    /** Rows ordered by their position, for splitters that do not shuffle. */
    public static ArraySurvey inOrder(int[] strata) {
        return of(strata, positions(strata.length));
    }

    /** Rows of one stratum with a given fold each, for {@link GivenFolds}. */
    public static ArraySurvey givenFolds(long[] given) {
        return of(new int[given.length], positions(given.length), given, List.of());
    }

    private static List<RowOrder> positions(int rows) {
        return IntStream.range(0, rows).mapToObj(row -> new RowOrder(row, 0)).toList();
    }

    /** Every row's part under {@code rule}, row i at index i. */
    public int[] parts(PartRule rule) {
        return IntStream.range(0, strata.length)
                .map(row -> rule.part(
                        strata[row],
                        orders.get(row).major(),
                        orders.get(row).minor(),
                        given.length == 0 ? 0 : given[row]))
                .toArray();
    }

    @Override
    public SortedMap<Integer, Long> strata() {
        SortedMap<Integer, Long> sizes = new TreeMap<>();
        sorted.forEach((stratum, own) -> sizes.put(stratum, (long) own.size()));
        return sizes;
    }

    @Override
    public String nameOf(int stratum) {
        return stratum < names.size() ? names.get(stratum) : RowSurvey.super.nameOf(stratum);
    }

    @Override
    public SortedMap<Integer, RowOrder> first() {
        SortedMap<Integer, RowOrder> first = new TreeMap<>();
        sorted.forEach((stratum, own) -> first.put(stratum, own.get(0)));
        return first;
    }

    @Override
    public SortedMap<Integer, List<RowOrder>> atRanks(SortedMap<Integer, long[]> ranks) {
        SortedMap<Integer, List<RowOrder>> found = new TreeMap<>();
        ranks.forEach((stratum, wanted) -> {
            List<RowOrder> own = sorted.getOrDefault(stratum, List.of());
            found.put(
                    stratum,
                    LongStream.of(wanted)
                            .mapToObj(rank -> own.get(Math.toIntExact(rank)))
                            .toList());
        });
        return found;
    }

    @Override
    public List<Long> givenFolds() {
        return LongStream.of(given).distinct().sorted().boxed().toList();
    }
}
