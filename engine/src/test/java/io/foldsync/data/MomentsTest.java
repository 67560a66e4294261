package io.foldsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void areThoseOfATextbook() {
        Moments moments = of(new float[][] {{2, -1}, {4, -1}, {9, -1}});

        assertThat(moments.count()).isEqualTo(3);
        assertThat(moments.mean()).containsExactly(new double[] {5, -1}, within(1e-15));
        assertThat(moments.m2()).containsExactly(new double[] {26, 0}, within(1e-14));
        assertThat(moments.min()).containsExactly(2, -1);
        assertThat(moments.max()).containsExactly(9, -1);
    }

    @Test
    void readBytesAsUnsigned() {
        RunningMoments running = new RunningMoments(FeatureType.UINT8, 2);
        running.add(new byte[] {(byte) 255, 0});
        running.add(new byte[] {(byte) 128, 0});

        assertThat(running.moments().mean()).containsExactly(191.5, 0);
        assertThat(running.moments().max()).containsExactly(255, 0);
        assertThat(running.moments().m2()).containsExactly(2 * 63.5 * 63.5, 0);
    }

    @Test
    void keepTheirDigitsFarFromZero() {
        Moments near = of(new float[][] {{1}, {2}, {3}, {4}});
        Moments far = of(new float[][] {{8_000_001}, {8_000_002}, {8_000_003}, {8_000_004}});

        assertThat(far.m2()[0]).isEqualTo(near.m2()[0], within(1e-9));
    }

    @Property
    void mergedOverAnyCutsEqualOnePass(
            @ForAll @Size(min = 2, max = 80) List<@FloatRange(min = -1e6f, max = 1e6f) Float> values,
            @ForAll @IntRange(min = 0, max = 40) int first,
            @ForAll @IntRange(min = 0, max = 40) int second) {
        float[][] rows = new float[values.size() / 2][];
        Arrays.setAll(rows, i -> new float[] {values.get(2 * i), values.get(2 * i + 1)});
        int a = Math.min(Math.min(first, second), rows.length);
        int b = Math.min(Math.max(first, second), rows.length);
        Moments merged = Moments.none(2)
                .merge(of(Arrays.copyOfRange(rows, 0, a)))
                .merge(of(Arrays.copyOfRange(rows, a, b)))
                .merge(of(Arrays.copyOfRange(rows, b, rows.length)));
        Moments whole = of(rows);

        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.min()).containsExactly(whole.min());
        assertThat(merged.max()).containsExactly(whole.max());
        assertThat(merged.mean()).containsExactly(whole.mean(), within(1e-8));
        assertThat(merged.m2()).containsExactly(whole.m2(), within(1e-13 * 1e12 * rows.length));
    }

    @Test
    void ofNoRowsChangeNothing() {
        Moments moments = of(new float[][] {{2, 3}});

        assertThat(moments.merge(Moments.none(2))).isSameAs(moments);
        assertThat(Moments.none(2).merge(moments)).isSameAs(moments);
    }

    @Test
    void refuseOthersOfOtherWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moments.none(2).merge(Moments.none(3)))
                .withMessageContaining("2 features merged with 3");
    }

    static Moments of(float[][] rows) {
        RunningMoments running = new RunningMoments(FeatureType.FLOAT32, rows.length == 0 ? 2 : rows[0].length);
        for (float[] row : rows) {
            ByteBuffer packed = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            packed.asFloatBuffer().put(row);
            running.add(packed.array());
        }
        return running.moments();
    }
}
