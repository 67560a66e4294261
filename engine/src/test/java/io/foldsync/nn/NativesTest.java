package io.foldsync.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("djl")
class NativesTest {

    @Test
    void startPassesItsOwnSelfTestAndMayBeCalledAgainAndAfterABeginning() {
        Natives.begin();
        Natives.begin();
        assertThatCode(Natives::start).doesNotThrowAnyException();
        assertThatCode(Natives::start).doesNotThrowAnyException();
        assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }
}
