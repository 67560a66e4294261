package io.foldsync.fold;

import static io.foldsync.fold.KFoldTest.indices;
import static io.foldsync.fold.KFoldTest.sizes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Faults;
import io.foldsync.Golden;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StratifiedKFoldTest extends SplitterContract {

    /** Two to five classes with gaps between their codes, the first frequent, the others of any size down to one row. */
    @Override
    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 7),
                        Arbitraries.integers()
                                .between(1, 40)
                                .array(int[].class)
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.of(0.0, 0.2, 0.3),
                        Arbitraries.randoms())
                .as((k, others, testFraction, random) -> {
                    int[] strata = IntStream.concat(
                                    IntStream.generate(() -> 4).limit(2 * k + 10),
                                    IntStream.range(0, others.length).flatMap(c -> IntStream.generate(() -> 7 * c)
                                            .limit(others[c])))
                            .toArray();
                    shuffle(strata, random);
                    Splitter splitter =
                            StratifiedKFold.of(k).withTestFraction(testFraction).withRareClasses(RareClasses.ALLOW);
                    return new Case(splitter, strata, hashedOrders(strata.length, random), new long[0]);
                });
    }

    @Property
    void foldSizesDifferByAtMostOneInTotalAndInEveryClass(@ForAll("cases") Case any) {
        int k = any.splitter().folds();
        int[] parts = any.parts();
        assertEven(sizes(parts, k + 1), k);
        for (int stratum : any.survey().strata().keySet()) {
            int[] own = IntStream.range(0, parts.length)
                    .filter(row -> any.strata()[row] == stratum)
                    .map(row -> parts[row])
                    .toArray();
            assertEven(sizes(own, k + 1), k);
        }
    }

    @Property
    void everyClassGivesItsShareOfTheTestRows(@ForAll("cases") Case any) {
        int k = any.splitter().folds();
        double testFraction = ((StratifiedKFold) any.splitter()).testFraction();
        int[] parts = any.parts();
        long test = sizes(parts, k + 1)[k];
        assertThat(test).isEqualTo(Quotas.heldOut(any.rows(), testFraction));
        any.survey().strata().forEach((stratum, rows) -> {
            long own = IntStream.range(0, parts.length)
                    .filter(row -> any.strata()[row] == stratum && parts[row] == k)
                    .count();
            assertThat((double) own).isCloseTo((double) rows * test / any.rows(), within(1.0));
        });
    }

    @Property
    void withoutShufflingTheBoundsHoldToo(@ForAll("cases") Case any) {
        int k = any.splitter().folds();
        ArraySurvey rows = ArraySurvey.inOrder(any.strata());
        Splitter splitter = StratifiedKFold.of(k).withShuffle(false).withRareClasses(RareClasses.ALLOW);
        assertEven(sizes(rows.parts(splitter.plan(rows).rule()), k), k);
    }

    @Test
    void withoutShufflingItIsScikitLearnsIndexForIndex() {
        var cases = Golden.cases("splitters.json").stream()
                .filter(c -> c.get("splitter").asText().equals("StratifiedKFold"))
                .toList();
        assertThat(cases).hasSize(8);
        for (var c : cases) {
            int k = c.get("params").get("n_splits").asInt();
            ArraySurvey rows = ArraySurvey.inOrder(Golden.ints(c.get("y")));
            Splitter splitter = StratifiedKFold.of(k).withShuffle(false).withRareClasses(RareClasses.ALLOW);
            int[] parts = rows.parts(splitter.plan(rows).rule());
            for (int fold = 0; fold < k; fold++) {
                assertThat(indices(parts, fold))
                        .isEqualTo(Golden.ints(c.get("test").get(fold)));
            }
        }
    }

    @Test
    void billionsOfRowsAreCountedExactly() {
        SortedMap<Integer, Long> strata = new TreeMap<>(Map.of(0, 3_000_000_001L, 1, 5_999_999_999L, 2, 7L));
        var blocks = Quotas.blocks(strata, List.of(2, 0, 1), 7);
        blocks.forEach(
                (stratum, own) -> assertEven(own.stream().mapToLong(Block::rows).toArray(), 7));
        SortedMap<Integer, Long> test = Quotas.heldOut(strata, Quotas.heldOut(9_000_000_007L, 0.1));
        assertThat(test).isEqualTo(new TreeMap<>(Map.of(0, 300_000_000L, 1, 600_000_000L, 2, 1L)));
    }

    @Test
    void amongEqualRemaindersTheLowerClassGivesTheTestRow() {
        assertThat(Quotas.heldOut(new TreeMap<>(Map.of(3, 5L, 1, 5L, 2, 5L)), 4))
                .isEqualTo(new TreeMap<>(Map.of(1, 2L, 2, 1L, 3, 1L)));
    }

    @Test
    void aClassRarerThanTheFoldsIsAFaultUnlessAllowed() {
        ArraySurvey rows = ArraySurvey.inOrder(new int[] {0, 0, 0, 0, 0, 1, 1, 2, 2, 2});
        Fault fault = Faults.one(() -> StratifiedKFold.of(3).plan(rows));
        assertThat(fault.code()).isEqualTo(ErrorCode.DATA_SPLIT);
        assertThat(fault.message())
                .isEqualTo("folds.k: 1 of 3 classes have fewer than 3 rows; class (rows): 1 (2); expected a row of"
                        + " every class for each fold. Lower folds.k, merge or drop the rare classes, or set"
                        + " folds.rareClasses: allow.");
        Splitter allowing = StratifiedKFold.of(3).withRareClasses(RareClasses.ALLOW);
        assertThat(sizes(rows.parts(allowing.plan(rows).rule()), 3)).containsExactly(4, 3, 3);
    }

    @Test
    void rowsHeldOutCanMakeAClassRare() {
        int[] strata = IntStream.range(0, 20).map(row -> row < 5 ? 1 : 0).toArray();
        ArraySurvey rows = ArraySurvey.inOrder(strata);
        assertThat(StratifiedKFold.of(5).plan(rows).split().parts()).isEqualTo(5);
        assertThat(Faults.one(() -> StratifiedKFold.of(5).withTestFraction(0.2).plan(rows))
                        .found())
                .isEqualTo("1 of 2 classes have fewer than 5 rows once 4 test rows are held out;"
                        + " class (rows): 1 (4)");
    }

    @Test
    void onlyRareClassesIsAFaultEvenWhenAllowed() {
        ArraySurvey rows = ArraySurvey.inOrder(new int[] {0, 0, 1, 1, 2, 2});
        Splitter allowing = StratifiedKFold.of(3).withRareClasses(RareClasses.ALLOW);
        assertThat(Faults.one(() -> allowing.plan(rows)).expected())
                .isEqualTo("at least one class with a row for each fold");
    }

    @Test
    void aLongListOfRareClassesIsCutShort() {
        int[] strata = IntStream.range(0, 60).map(row -> Math.max(0, row - 30)).toArray();
        assertThat(Faults.one(() -> StratifiedKFold.of(3).plan(ArraySurvey.inOrder(strata)))
                        .found())
                .startsWith("29 of 30 classes")
                .endsWith("9 (1), 10 (1), …");
    }

    @Test
    void oneClassOnlyIsAFault() {
        Fault fault = Faults.one(() -> StratifiedKFold.of(2).plan(ArraySurvey.inOrder(new int[] {3, 3, 3})));
        assertThat(fault.code()).isEqualTo(ErrorCode.DATA_SPLIT);
        assertThat(fault.found()).isEqualTo("all 3 rows are of one class");
    }

    @Test
    void moreFoldsThanRowsIsAFault() {
        assertThat(Faults.one(() -> StratifiedKFold.of(5).plan(ArraySurvey.inOrder(new int[] {0, 1})))
                        .where())
                .isEqualTo("folds.k");
    }

    @Test
    void aTestFractionThatHoldsOutFewerRowsThanClassesIsAFault() {
        int[] strata = IntStream.range(0, 40).map(row -> row % 4).toArray();
        Fault fault =
                Faults.one(() -> StratifiedKFold.of(2).withTestFraction(0.05).plan(ArraySurvey.inOrder(strata)));
        assertThat(fault.found()).isEqualTo("only 2 rows would be held out of 4 classes");
    }

    @Test
    void settingsOutOfRangeAreFaultsBeforeAnyRowIsSeen() {
        assertThat(Faults.one(() -> StratifiedKFold.of(0)).message())
                .isEqualTo("folds.k: 0 folds; expected 2 to 1000. Choose the number of folds, for instance 5 or 10.");
        assertThat(Faults.one(() -> StratifiedKFold.of(5).withTestFraction(-0.1))
                        .where())
                .isEqualTo("folds.testFraction");
    }

    @Test
    void itDescribesItselfInALine() {
        assertThat(StratifiedKFold.of(10).describe()).isEqualTo("stratified 10-fold, shuffled");
    }

    private static void assertEven(long[] sizes, int k) {
        long[] folds = Arrays.copyOf(sizes, k);
        assertThat(LongStream.of(folds).max().orElseThrow()
                        - LongStream.of(folds).min().orElseThrow())
                .as("sizes %s", Arrays.toString(folds))
                .isLessThanOrEqualTo(1);
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = values[i];
            values[i] = values[j];
            values[j] = held;
        }
    }
}
