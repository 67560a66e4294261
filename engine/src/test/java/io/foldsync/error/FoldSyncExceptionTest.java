package io.foldsync.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foldsync.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldSyncExceptionTest {
    private final Fault dropout = new Fault(
            ErrorCode.CONFIG_OUT_OF_RANGE, "job.yaml:12 model.dropout", "1.5", "0 to 1", "Write a probability.");
    private final Fault label =
            new Fault(ErrorCode.DATA_COLUMN, "data.csv", "no column y", "a label column", "Set data.label.");

    @Test
    void theMessageSaysWhereWhatWasExpectedAndWhatToDo() {
        assertThat(dropout.message())
                .isEqualTo("job.yaml:12 model.dropout: 1.5; expected 0 to 1. Write a probability.");
    }

    @Test
    void everyFaultIsALineAndTheFirstDecidesTheExitCode() {
        FoldSyncException stop = new FoldSyncException(List.of(dropout, label));
        assertThat(stop).hasMessage(dropout.message() + "\n" + label.message());
        assertThat(stop.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(stop.faults()).containsExactly(dropout, label);
    }

    @Test
    void theCauseIsKeptWithTheFaults() {
        RuntimeException cause = new RuntimeException("lower");
        FoldSyncException stop =
                FoldSyncException.of(ErrorCode.DATA_EMPTY, "a", "b", "c", "D.").causedBy(cause);
        assertThat(stop).hasCause(cause).hasMessage("a: b; expected c. D.");
        assertThat(stop.exitCode()).isEqualTo(ExitCode.DATA);
    }

    @Test
    void itArrivesFromAnExecutorWithItsFaults() {
        FoldSyncException arrived = Wire.sent(new FoldSyncException(List.of(label)));
        assertThat(arrived.faults()).containsExactly(label);
        assertThat(arrived).hasMessage(label.message());
    }

    @Test
    void anExceptionWithoutAFaultIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FoldSyncException(List.of()));
    }

    @Test
    void exitCodesAreDistinctAndFitAByte() {
        assertThat(ExitCode.values())
                .extracting(ExitCode::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code >= 0 && code <= 255);
    }

    @Test
    void documentedExitCodesNeverChange() {
        assertThat(Arrays.stream(ExitCode.values()).map(code -> code + "=" + code.code()))
                .containsExactly(
                        "OK=0",
                        "INTERNAL=1",
                        "USAGE=2",
                        "CONFIGURATION=3",
                        "DATA=4",
                        "OUTPUT=5",
                        "RESOURCES=6",
                        "TRAINING=7",
                        "INTERRUPTED=130");
    }

    @Test
    void noFaultEndsAsSuccess() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::exitCode).doesNotContain(ExitCode.OK);
    }

    @Test
    void theNameOfACodeTellsItsExitCode() {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().startsWith("DATA_")) {
                assertThat(code.exitCode()).isEqualTo(ExitCode.DATA);
            }
            if (code.name().startsWith("CONFIG_")) {
                assertThat(code.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            }
            if (code.name().startsWith("OUTPUT_")) {
                assertThat(code.exitCode()).isEqualTo(ExitCode.OUTPUT);
            }
        }
    }
}
