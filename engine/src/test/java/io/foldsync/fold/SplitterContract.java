package io.foldsync.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Wire;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every splitter; a splitter's test extends this class and provides cases it can split. */
abstract class SplitterContract {

    /** A splitter and rows it can split; row i of all three arrays is one row. */
    @SuppressWarnings("ArrayRecordComponent") // read, never changed
    record Case(Splitter splitter, int[] strata, List<RowOrder> orders, long[] given) {

        ArraySurvey survey() {
            return given.length == 0 ? ArraySurvey.of(strata, orders) : ArraySurvey.givenFolds(given);
        }

        int[] parts() {
            return survey().parts(plan().rule());
        }

        SplitPlan plan() {
            return splitter.plan(survey());
        }

        int rows() {
            return strata.length;
        }

        /** The same rows, listed in another order. */
        Case listed(List<Integer> order) {
            return new Case(
                    splitter,
                    order.stream().mapToInt(row -> strata[row]).toArray(),
                    order.stream().map(orders::get).toList(),
                    given.length == 0
                            ? given
                            : order.stream().mapToLong(row -> given[row]).toArray());
        }
    }

    /** Cases; an overriding method repeats the annotation. */
    @Provide
    abstract Arbitrary<Case> cases();

    @Property
    void everyRowGetsOnePartOfTheSplit(@ForAll("cases") Case any) {
        int parts = any.plan().split().parts();
        assertThat(any.parts()).hasSize(any.rows()).satisfies(all -> assertThat(IntStream.of(all))
                .allMatch(part -> part >= 0 && part < parts));
    }

    @Property
    void noFoldIsWithoutRowsToTrainOnOrToValidateOn(@ForAll("cases") Case any) {
        assertThat(rows(any, Role.TRAIN)).noneMatch(BitSet::isEmpty);
        assertThat(rows(any, Role.VALIDATE)).noneMatch(BitSet::isEmpty);
    }

    @Property
    void rowsAreValidatedAtMostOnceAndThoseThatAreTrainEveryOtherFold(@ForAll("cases") Case any) {
        List<BitSet> validated = rows(any, Role.VALIDATE);
        List<BitSet> trained = rows(any, Role.TRAIN);
        for (int fold = 0; fold < validated.size(); fold++) {
            assertThat(validated.get(fold).intersects(trained.get(fold))).isFalse();
            for (int other = 0; other < validated.size(); other++) {
                if (other != fold) {
                    BitSet untrained = (BitSet) validated.get(fold).clone();
                    untrained.andNot(trained.get(other));
                    assertThat(validated.get(fold).intersects(validated.get(other)))
                            .isFalse();
                    assertThat(untrained.isEmpty()).isTrue();
                }
            }
        }
    }

    @Property
    void testRowsAreSeenByNoFold(@ForAll("cases") Case any) {
        assertThat(rows(any, Role.TEST)).containsOnly(rows(any, Role.TEST).get(0));
    }

    @Property
    void theOrderInWhichRowsAreListedDoesNotMatter(@ForAll("cases") Case any, @ForAll Random random) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, any.rows()).boxed().toList());
        Collections.shuffle(order, random);
        int[] parts = any.parts();
        assertThat(any.listed(order).parts())
                .isEqualTo(order.stream().mapToInt(row -> parts[row]).toArray());
    }

    @Property(tries = 20)
    void splitterAndPlanArriveAsTheyWereSent(@ForAll("cases") Case any) {
        SplitPlan plan = any.plan();
        assertThat(Wire.sent(any.splitter())).isEqualTo(any.splitter());
        assertThat(Wire.sent(plan)).isEqualTo(plan);
        assertThat(any.survey().parts(Wire.sent(plan).rule())).isEqualTo(any.parts());
    }

    @Property(tries = 20)
    void theSplitHasTheFoldsTheSplitterAnnounced(@ForAll("cases") Case any) {
        int announced = any.splitter().folds();
        assertThat(any.plan().split().folds()).matches(folds -> announced == 0 || folds == announced);
        assertThat(any.splitter().describe()).isNotBlank();
    }

    /** The rows that have {@code role} in each fold. */
    private static List<BitSet> rows(Case any, Role role) {
        Split split = any.plan().split();
        int[] parts = any.parts();
        List<BitSet> byFold = new ArrayList<>();
        for (List<Role> roles : split.roles()) {
            BitSet rows = new BitSet();
            IntStream.range(0, parts.length)
                    .filter(row -> roles.get(parts[row]) == role)
                    .forEach(rows::set);
            byFold.add(rows);
        }
        return byFold;
    }

    /** Distinct orders in no order at all; majors from a few values too, so that minors must decide. */
    static List<RowOrder> hashedOrders(int rows, Random random) {
        int spread = random.nextBoolean() ? 3 : Integer.MAX_VALUE;
        return Stream.generate(() -> new RowOrder(random.nextInt(spread) - (long) spread / 2, random.nextLong()))
                .distinct()
                .limit(rows)
                .toList();
    }
}
