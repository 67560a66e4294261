package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTensorTest {
    @Test
    void givesBackWhatItWasMadeFrom() {
        assertThat(HostTensor.floats(new float[] {1.5f, -2}, 2).toFloats()).containsExactly(1.5f, -2);
        assertThat(HostTensor.doubles(new double[] {Math.PI}, 1, 1).toDoubles()).containsExactly(Math.PI);
        assertThat(HostTensor.longs(new long[] {Long.MIN_VALUE}).toLongs()).containsExactly(Long.MIN_VALUE);
    }

    @Test
    void isLittleEndianAndLeftAloneByItsReaders() {
        HostTensor tensor = HostTensor.longs(new long[] {1}, 1);

        assertThat(tensor.bytes().get()).isEqualTo((byte) 1);
        assertThat(tensor.bytes().getLong()).isEqualTo(1);
        assertThat(tensor.bytes().isReadOnly()).isTrue();
    }

    @Test
    void equalsByTypeShapeAndBytes() {
        HostTensor tensor = HostTensor.floats(new float[] {1, 2}, 2);

        assertThat(tensor).isEqualTo(HostTensor.floats(new float[] {1, 2}, 2));
        assertThat(tensor).isNotEqualTo(HostTensor.floats(new float[] {1, 2}, 1, 2));
        assertThat(tensor).isNotEqualTo(HostTensor.floats(new float[] {1, 3}, 2));
        assertThat(tensor).hasToString("F32[2]");
    }

    @Test
    void refusesShapesThatDoNotFitTheValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostTensor.floats(new float[3], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> HostTensor.floats(new float[2], -1, -2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostTensor(Dtype.U8, List.of(2L), ByteBuffer.allocate(3)));
    }

    @Test
    void refusesToBeReadAsAnotherType() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HostTensor.floats(new float[2], 2).toDoubles())
                .withMessageContaining("F32[2]");
    }
}
