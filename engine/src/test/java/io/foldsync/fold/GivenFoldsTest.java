package io.foldsync.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldsync.Faults;
import io.foldsync.Golden;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GivenFoldsTest extends SplitterContract {

    @Override
    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(-1L, 0L, 1L, 3L, 40L, Long.MAX_VALUE)
                .array(long[].class)
                .ofMinSize(2)
                .ofMaxSize(30)
                .filter(given -> LongStream.of(given)
                                .filter(value -> value >= 0)
                                .distinct()
                                .count()
                        >= 2)
                .map(given -> new Case(
                        GivenFolds.of("fold"),
                        new int[given.length],
                        IntStream.range(0, given.length)
                                .mapToObj(row -> new RowOrder(row, 0))
                                .toList(),
                        given));
    }

    @Test
    void itIsScikitLearnsPredefinedSplit() {
        var c = Golden.cases("splitters.json").stream()
                .filter(any -> any.get("splitter").asText().equals("PredefinedSplit"))
                .findFirst()
                .orElseThrow();
        long[] given = IntStream.of(Golden.ints(c.get("params").get("test_fold")))
                .asLongStream()
                .toArray();
        ArraySurvey rows = ArraySurvey.givenFolds(given);
        SplitPlan plan = GivenFolds.of("fold").plan(rows);
        assertThat(plan.split()).isEqualTo(Split.kFold(3, true, false));
        for (int fold = 0; fold < 3; fold++) {
            assertThat(KFoldTest.indices(rows.parts(plan.rule()), fold))
                    .isEqualTo(Golden.ints(c.get("test").get(fold)));
        }
    }

    @Test
    void withoutRowsThatAlwaysTrainThereIsNoPartForThem() {
        SplitPlan plan = GivenFolds.of("fold").plan(ArraySurvey.givenFolds(new long[] {7, 9, 7}));
        assertThat(plan.split()).isEqualTo(Split.kFold(2));
        assertThat(plan.rule().part(0, 0, 0, 9)).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> plan.rule().part(0, 0, 0, 8));
    }

    @Test
    void fewerThanTwoFoldsIsAFault() {
        Fault fault = Faults.one(() -> GivenFolds.of("cv").plan(ArraySurvey.givenFolds(new long[] {-1, 2, 2})));
        assertThat(fault.code()).isEqualTo(ErrorCode.DATA_SPLIT);
        assertThat(fault.message())
                .isEqualTo("folds.column cv: 1 distinct folds; expected 2 to 1000. Check that the column holds each"
                        + " row's fold, from 0 up.");
    }

    @Test
    void aColumnOfIdentifiersIsAFault() {
        long[] ids = LongStream.range(0, 1001).toArray();
        assertThat(Faults.one(() -> GivenFolds.of("id").plan(ArraySurvey.givenFolds(ids)))
                        .found())
                .isEqualTo("1001 distinct folds");
    }

    @Test
    void aValueBelowMinusOneIsAFault() {
        assertThat(Faults.one(() -> GivenFolds.of("cv").plan(ArraySurvey.givenFolds(new long[] {-99, 0, 1})))
                        .found())
                .isEqualTo("the value -99");
    }

    @Test
    void aColumnWithoutANameIsAFault() {
        assertThat(Faults.one(() -> GivenFolds.of(" ")).where()).isEqualTo("folds.column");
    }

    @Test
    void itReadsNothingButItsColumn() {
        Splitter splitter = GivenFolds.of("cv");
        assertThat(splitter.foldColumn()).isEqualTo("cv");
        assertThat(List.of(splitter.stratified(), splitter.shuffled())).containsOnly(false);
        assertThat(splitter.folds()).isZero();
        assertThat(KFold.of(2).foldColumn()).isEmpty();
    }
}
