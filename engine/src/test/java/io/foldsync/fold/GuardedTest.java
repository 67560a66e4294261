package io.foldsync.fold;

import static io.foldsync.fold.Role.GUARD;
import static io.foldsync.fold.Role.TEST;
import static io.foldsync.fold.Role.TRAIN;
import static io.foldsync.fold.Role.VALIDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldsync.Faults;
import io.foldsync.error.ErrorCode;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GuardedTest extends SplitterContract {

    @Override
    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 6),
                        Arbitraries.integers().between(2, 9),
                        Arbitraries.of(0.1, 0.3, 0.5),
                        Arbitraries.of(0.0, 0.2),
                        Arbitraries.of(true, false),
                        Arbitraries.randoms())
                .as((k, perFold, fraction, test, stratified, random) -> {
                    int classes = stratified ? 3 : 1;
                    int[] strata = IntStream.range(0, 3 * k * perFold + 7)
                            .map(row -> row % 5 % classes)
                            .toArray();
                    Splitter splitter = stratified
                            ? StratifiedKFold.of(k).withTestFraction(test).withRareClasses(RareClasses.ALLOW)
                            : KFold.of(k).withTestFraction(test);
                    return new Case(
                            Guarded.of(splitter, fraction), strata, hashedOrders(strata.length, random), new long[0]);
                });
    }

    /** Part k + i of the rows that fold i holds out, exactly. */
    @Property
    void theShareOfEachFoldsRowsIsExactInTotalAndByClassToOneRow(@ForAll("cases") Case any) {
        Guarded splitter = (Guarded) any.splitter();
        int k = splitter.folds();
        int[] parts = any.parts();
        int[] whole = any.survey().parts(splitter.splitter().plan(any.survey()).rule());
        for (int fold = 0; fold < k; fold++) {
            int own = fold;
            long heldOut = IntStream.of(whole).filter(part -> part == own).count();
            long guard = IntStream.of(parts).filter(part -> part == k + own).count();
            long reported = IntStream.of(parts).filter(part -> part == own).count();
            assertThat(guard).isEqualTo(Quotas.heldOut(heldOut, splitter.fraction()));
            assertThat(guard + reported).isEqualTo(heldOut);
            for (int stratum : any.survey().strata().keySet()) {
                long ofClass = IntStream.range(0, parts.length)
                        .filter(row -> any.strata()[row] == stratum && whole[row] == own)
                        .count();
                long guarding = IntStream.range(0, parts.length)
                        .filter(row -> any.strata()[row] == stratum && parts[row] == k + own)
                        .count();
                assertThat((double) guarding).isEqualTo((double) ofClass * guard / heldOut, within(1.0));
            }
        }
    }

    /** The other splitter's folds stay what they are: only what they hold out is cut in two. */
    @Property
    void trainingAndTestRowsAreThoseWithoutAGuard(@ForAll("cases") Case any) {
        Guarded splitter = (Guarded) any.splitter();
        int k = splitter.folds();
        int[] parts = any.parts();
        int[] whole = any.survey().parts(splitter.splitter().plan(any.survey()).rule());
        for (int row = 0; row < parts.length; row++) {
            assertThat(parts[row] >= k ? parts[row] - k : parts[row]).isEqualTo(whole[row]);
        }
    }

    @Test
    void aPartIsTrainToAllFoldsButItsOwn() {
        Split split = Guarded.of(KFold.of(3).withTestFraction(0.2), 0.5)
                .plan(ArraySurvey.of(new int[30], hashedOrders(30, new Random(1))))
                .split();
        assertThat(split.roles().get(1)).containsExactly(TRAIN, VALIDATE, TRAIN, TRAIN, GUARD, TRAIN, TEST);
        assertThat(split.guarded()).isTrue();
        assertThat(Split.kFold(3).guarded()).isFalse();
    }

    @Test
    void aFoldTooSmallToBeCutIsAFault() {
        Splitter splitter = Guarded.of(KFold.of(4), 0.5);
        assertThat(Faults.one(() -> splitter.plan(ArraySurvey.of(new int[5], hashedOrders(5, new Random(1)))))
                        .code())
                .isEqualTo(ErrorCode.DATA_SPLIT);
    }

    @Test
    void whatCannotBeGuardedIsAFault() {
        assertThat(Faults.of(() -> Guarded.of(GivenFolds.of("fold"), 1))).hasSize(2);
        assertThat(Faults.one(() -> Guarded.of(KFold.of(3).withShuffle(false), 0.3))
                        .message())
                .isEqualTo(
                        "folds.guardFraction: 0.3 beside 3-fold, in row order; expected shuffled k-fold or stratified"
                                + " k-fold. Remove folds.guardFraction, or choose another folds.splitter.");
    }
}
