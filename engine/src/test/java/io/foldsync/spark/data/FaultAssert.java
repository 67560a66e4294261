package io.foldsync.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.Faults;
import io.foldsync.error.ErrorCode;
import io.foldsync.error.Fault;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asks for a fault in one line. */
final class FaultAssert {
    private FaultAssert() {}

    /** All that a person is told when {@code action} stops, the first fault's code checked. */
    static AbstractStringAssert<?> fault(ErrorCode code, ThrowingCallable action) {
        List<Fault> faults = Faults.of(action);
        assertThat(faults.get(0).code()).as(faults.toString()).isEqualTo(code);
        return assertThat(faults.stream().map(Fault::message).collect(Collectors.joining("\n")));
    }
}
