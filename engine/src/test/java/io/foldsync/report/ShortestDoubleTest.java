package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDoubleTest {

    @Property
    void everyDoubleReadsBackTheSame(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        double back = Double.parseDouble(ShortestDouble.text(value));
        assertThat(Double.doubleToLongBits(back)).isEqualTo(Double.doubleToLongBits(value));
    }

    @Property
    void noTextIsLongerThanJavasOwn(@ForAll double value) {
        assertThat(ShortestDouble.text(value).length())
                .isLessThanOrEqualTo(Double.toString(value).length());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.0, 1.0",
        "-2.5, -2.5",
        "0.001, 0.001",
        "0.0009, 9.0E-4",
        "9999999.0, 9999999.0",
        "1.0e7, 1.0E7",
        "-1.25e-9, -1.25E-9",
        "120.0, 120.0",
        "0.30000000000000004, 0.30000000000000004",
        "-0.0, -0.0",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersReadAsJavaWritesThem(double value, String text) {
        assertThat(ShortestDouble.text(value)).isEqualTo(text);
    }

    @Property
    void aDigitFewerWouldNotDo(@ForAll double value) {
        BigDecimal written = new BigDecimal(ShortestDouble.text(value)).stripTrailingZeros();
        int fewer = written.precision() - 1;
        if (fewer > 1) { // 4.9E-324 is nearer than 5.0E-324
            for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                BigDecimal shorter = new BigDecimal(value).round(new MathContext(fewer, mode));
                assertThat(shorter.doubleValue()).isNotEqualTo(value);
            }
        }
    }

    /** Java before 19 writes 2^-44 as 5.6843418860808015E-14. */
    @Test
    void theDigitThatJavaWritesTooManyIsLeftOut() {
        assertThat(ShortestDouble.text(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
    }
}
