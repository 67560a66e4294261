package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0.97123456, 0.9712", "1.5, 1.5000", "12.3456, 12.346", "1234.56, 1234.6", "45678.9, 45679",
                "0.0123456, 0.01235",
        "0.00012346, 1.235e-04", "1e9, 1.000e+09", "0, 0.0000", "-0.00000001, -1.000e-08", "NaN, NaN", "-Infinity, -inf"
    })
    void aNumberAloneHasAboutFourDigits(double value, String text) {
        assertThat(Decimals.alone(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0081, 0.0081", "-0.00001, 0.0000", "NaN, NaN"})
    void numbersComparedHaveEquallyManyDecimals(double value, String text) {
        assertThat(Decimals.over(0.97, 0.0081, Double.NaN).text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"4.24, 4.2 s", "59.94, 59.9 s", "59.96, 1 min 00 s", "65, 1 min 05 s", "7380, 2 h 03 min"})
    void durationsAreSpoken(double seconds, String text) {
        assertThat(Decimals.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"812.4, 812", "999.6, 1.0k", "47712, 47.7k", "812345, 812k", "999960, 1.0M", "1234567, 1.2M", "NaN, ''"
    })
    void ratesAreShort(double rate, String text) {
        assertThat(Decimals.rate(rate)).isEqualTo(text);
    }
}
