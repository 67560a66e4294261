package io.foldsync.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldsync.Faults;
import io.foldsync.Golden;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KFoldTest extends SplitterContract {

    @Override
    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 9),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(0.0, 0.1, 0.25, 0.5),
                        Arbitraries.randoms())
                .as((k, more, testFraction, random) -> {
                    int rows = 2 * k + more;
                    return new Case(
                            KFold.of(k).withTestFraction(testFraction),
                            new int[rows],
                            hashedOrders(rows, random),
                            new long[0]);
                });
    }

    @Property
    void foldSizesDifferByAtMostOneAndTheFirstAreTheLarger(@ForAll("cases") Case any) {
        int k = any.splitter().folds();
        long[] sizes = sizes(any.parts(), any.plan().split().parts());
        int left = any.rows() - (sizes.length > k ? (int) sizes[k] : 0);
        for (int fold = 0; fold < k; fold++) {
            assertThat(sizes[fold]).isEqualTo(left / k + (fold < left % k ? 1 : 0));
        }
    }

    @Test
    void withoutShufflingItIsScikitLearnsIndexForIndex() {
        var cases = Golden.cases("splitters.json").stream()
                .filter(c -> c.get("splitter").asText().equals("KFold"))
                .toList();
        assertThat(cases).hasSize(5);
        for (var c : cases) {
            int k = c.get("params").get("n_splits").asInt();
            ArraySurvey rows = ArraySurvey.inOrder(new int[c.get("n").asInt()]);
            int[] parts = rows.parts(KFold.of(k).withShuffle(false).plan(rows).rule());
            for (int fold = 0; fold < k; fold++) {
                assertThat(indices(parts, fold))
                        .isEqualTo(Golden.ints(c.get("test").get(fold)));
            }
        }
    }

    @Test
    void heldOutRowsAreTheFirstInOrderAndAsManyAsScikitLearnWouldTake() {
        // len(train_test_split(np.arange(n), test_size=f)[1]), scikit-learn 1.9.1; 8 because 0.07 * 100 is above 7
        assertThat(testRows(10, 0.1)).isEqualTo(1);
        assertThat(testRows(100, 0.07)).isEqualTo(8);
        assertThat(testRows(1797, 0.2)).isEqualTo(360);
        assertThat(testRows(7, 0.5)).isEqualTo(4);

        ArraySurvey rows = ArraySurvey.of(
                new int[6],
                IntStream.of(3, 0, 5, 1, 4, 2).mapToObj(o -> new RowOrder(o, 0)).toList());
        assertThat(rows.parts(KFold.of(2).withTestFraction(0.3).plan(rows).rule()))
                .containsExactly(0, 2, 1, 2, 1, 0);
    }

    @Test
    void signedOrdersAndMinorsDecideWhereRowsFall() {
        ArraySurvey rows = ArraySurvey.of(
                new int[4],
                List.of(
                        new RowOrder(Long.MAX_VALUE, 0),
                        new RowOrder(Long.MIN_VALUE, 5),
                        new RowOrder(Long.MIN_VALUE, -5),
                        new RowOrder(0, 0)));
        assertThat(rows.parts(KFold.of(4).plan(rows).rule())).containsExactly(3, 1, 0, 2);
    }

    @Test
    void allSettingsOutOfRangeAreNamedAtOnce() {
        List<Fault> faults = Faults.of(() -> new KFold(1, false, 1.5));
        assertThat(faults)
                .extracting(Fault::where)
                .containsExactly("folds.k", "folds.testFraction", "folds.testFraction");
        assertThat(faults)
                .extracting(Fault::code)
                .containsExactly(
                        ErrorCode.CONFIG_OUT_OF_RANGE, ErrorCode.CONFIG_OUT_OF_RANGE, ErrorCode.CONFIG_CONFLICT);
        assertThat(Faults.one(() -> KFold.of(5).withTestFraction(Double.NaN)).where())
                .isEqualTo("folds.testFraction");
        assertThat(Faults.one(() -> KFold.of(100_000)).expected()).isEqualTo("2 to 1000");
    }

    @Test
    void heldOutRowsWithoutShufflingAreAConflict() {
        Fault fault = Faults.one(() -> KFold.of(5).withTestFraction(0.2).withShuffle(false));
        assertThat(fault.code()).isEqualTo(ErrorCode.CONFIG_CONFLICT);
        assertThat(fault.message())
                .isEqualTo("folds.testFraction: 0.2 with folds.shuffle: false; expected shuffled rows, or the test rows"
                        + " would be the first of the data. Set folds.shuffle: true or folds.testFraction: 0.");
    }

    @Test
    void moreFoldsThanRowsIsAFault() {
        Fault fault = Faults.one(() -> KFold.of(5).plan(ArraySurvey.inOrder(new int[4])));
        assertThat(fault.code()).isEqualTo(ErrorCode.DATA_SPLIT);
        assertThat(fault.message())
                .isEqualTo("folds.k: 5 folds of 4 rows; expected at most one fold a row. Lower folds.k to 4 or less, or"
                        + " bring more rows.");
        assertThat(Faults.one(() -> KFold.of(5).plan(ArraySurvey.inOrder(new int[0])))
                        .code())
                .isEqualTo(ErrorCode.DATA_SPLIT);
    }

    @Test
    void aTestFractionThatLeavesTooFewRowsIsAFault() {
        Fault fault = Faults.one(() -> KFold.of(5).withTestFraction(0.5).plan(ArraySurvey.inOrder(new int[9])));
        assertThat(fault.message())
                .startsWith("folds.testFraction: 0.5 holds out 5 of 9 rows and leaves 4; expected at least 5 rows");
    }

    @Test
    void strataAreRefusedBecauseNobodyAskedForThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KFold.of(2).plan(ArraySurvey.inOrder(new int[] {0, 1, 0, 1})));
    }

    @Test
    void itDescribesItselfInALine() {
        assertThat(KFold.of(5).describe()).isEqualTo("5-fold, shuffled");
        assertThat(KFold.of(5).withShuffle(false).describe()).isEqualTo("5-fold, in row order");
        assertThat(KFold.of(3).withTestFraction(0.2).describe()).isEqualTo("3-fold, shuffled, test fraction 0.2");
    }

    private static long testRows(int rows, double fraction) {
        ArraySurvey survey = ArraySurvey.of(new int[rows], hashedOrders(rows, new Random(1)));
        int[] parts =
                survey.parts(KFold.of(2).withTestFraction(fraction).plan(survey).rule());
        return sizes(parts, 3)[2];
    }

    static long[] sizes(int[] parts, int count) {
        long[] sizes = new long[count];
        for (int part : parts) {
            sizes[part]++;
        }
        return sizes;
    }

    static int[] indices(int[] parts, int part) {
        return IntStream.range(0, parts.length)
                .filter(row -> parts[row] == part)
                .toArray();
    }
}
