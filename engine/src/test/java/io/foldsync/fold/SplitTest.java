package io.foldsync.fold;

import static io.foldsync.fold.Role.SKIP;
import static io.foldsync.fold.Role.TEST;
import static io.foldsync.fold.Role.TRAIN;
import static io.foldsync.fold.Role.VALIDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldsync.Faults;
import io.foldsync.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {

    @Test
    void foldIValidatesOnPartIAndTrainsOnTheOthers() {
        assertThat(Split.kFold(2).roles()).isEqualTo(List.of(List.of(VALIDATE, TRAIN), List.of(TRAIN, VALIDATE)));
    }

    @Test
    void furtherPartsStandBehindTheFolds() {
        assertThat(Split.kFold(2, true, true).roles())
                .isEqualTo(List.of(List.of(VALIDATE, TRAIN, TRAIN, TEST), List.of(TRAIN, VALIDATE, TRAIN, TEST)));
    }

    @Test
    void partsAreFoundByRole() {
        Split expanding = new Split(List.of(List.of(TRAIN, VALIDATE, SKIP), List.of(TRAIN, TRAIN, VALIDATE)));
        assertThat(expanding.parts(1, TRAIN)).containsExactly(0, 1);
        assertThat(expanding.parts(0, TEST)).isEmpty();
        assertThat(expanding.folds()).isEqualTo(2);
        assertThat(expanding.parts()).isEqualTo(3);
    }

    @Test
    void aFoldThatTrainsOnNothingIsAFault() {
        assertThat(Faults.one(() -> new Split(List.of(List.of(VALIDATE, SKIP)))).code())
                .isEqualTo(ErrorCode.DATA_SPLIT);
        assertThat(Faults.one(() -> new Split(List.of(List.of(TRAIN, VALIDATE), List.of(TRAIN))))
                        .where())
                .isEqualTo("fold 1");
    }

    @Test
    void aSplitWithoutFoldsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Split(List.of()));
    }
}
