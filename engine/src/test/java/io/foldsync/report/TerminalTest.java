package io.foldsync.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void aTerminalIsRedrawnInColour() {
        assertThat(Terminal.of(Map.of("TERM", "xterm", "COLUMNS", "132", "LINES", "50"), true, UTF_8))
                .isEqualTo(new Terminal(true, true, true, 132, 50));
    }

    @Test
    void aPipeADumbTerminalAndAnUnknownOneGetPlainLines() {
        assertThat(Terminal.of(Map.of("TERM", "xterm"), false, UTF_8).redraws()).isFalse();
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true, UTF_8).redraws()).isFalse();
        assertThat(Terminal.of(Map.of(), true, UTF_8).redraws()).isFalse();
    }

    @Test
    void noColorMeansNoColourButStillRedraws() {
        Terminal terminal = Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, UTF_8);
        assertThat(terminal.redraws()).isTrue();
        assertThat(terminal.colours()).isFalse();
    }

    @Test
    void oddSizesAndAnAsciiLocaleAreLivedWith() {
        Map<String, String> environment = Map.of("TERM", "xterm", "COLUMNS", "wide", "LINES", "-3");
        assertThat(Terminal.of(environment, true, US_ASCII)).isEqualTo(new Terminal(true, true, false, 80, 24));
    }
}
