package io.foldsync.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A strict reader of event files, written from TensorFlow's {@code record_reader.cc} and its {@code .proto} files apart from
 * the writer: its own checksum, its own decoder; whatever it does not know is an error.
 */
final class EventReader {
    private EventReader() {}

    /** What one event says: scalars by tag, texts by tag. */
    record Read(double time, long step, String version, Map<String, Float> scalars, Map<String, String> texts) {}

    static List<Read> read(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Read> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] head = new byte[8];
            in.get(head);
            assertThat(in.getInt()).as("checksum of the length").isEqualTo(masked(head));
            byte[] event = new byte
                    [Math.toIntExact(
                            ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong())];
            in.get(event);
            assertThat(in.getInt()).as("checksum of the event").isEqualTo(masked(event));
            events.add(event(event));
        }
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        return events;
    }

    /** CRC-32C bit by bit, polynomial 0x82f63b78 reflected, then TensorFlow's mask. */
    private static int masked(byte[] bytes) {
        int crc = -1;
        for (byte one : bytes) {
            crc ^= one & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static Read event(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double time = Double.NaN;
        long step = 0;
        String version = "";
        Map<String, Float> scalars = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            switch (key) {
                case (1 << 3) | 1 -> time = in.getDouble();
                case 2 << 3 -> step = varint(in);
                case (3 << 3) | 2 -> version = text(in);
                case (5 << 3) | 2 -> summary(below(in), scalars, texts);
                default -> throw new AssertionError("key " + key + " of an event");
            }
        }
        return new Read(time, step, version, scalars, texts);
    }

    private static void summary(ByteBuffer in, Map<String, Float> scalars, Map<String, String> texts) {
        while (in.hasRemaining()) {
            assertThat(varint(in)).isEqualTo((1 << 3) | 2);
            ByteBuffer value = below(in);
            String tag = "";
            String plugin = "";
            String content = "";
            while (value.hasRemaining()) {
                int key = (int) varint(value);
                switch (key) {
                    case (1 << 3) | 2 -> tag = text(value);
                    case (2 << 3) | 5 -> scalars.put(tag, value.getFloat());
                    case (8 << 3) | 2 -> content = tensor(below(value));
                    case (9 << 3) | 2 -> plugin = plugin(below(value));
                    default -> throw new AssertionError("key " + key + " of a value");
                }
            }
            if (!plugin.isEmpty()) {
                assertThat(plugin).isEqualTo("text");
                texts.put(tag, content);
            }
        }
    }

    private static String tensor(ByteBuffer in) {
        assertThat(varint(in)).as("dtype").isEqualTo(1 << 3);
        assertThat(varint(in)).as("DT_STRING").isEqualTo(7);
        assertThat(varint(in)).as("string_val").isEqualTo((8 << 3) | 2);
        return text(in);
    }

    private static String plugin(ByteBuffer in) {
        assertThat(varint(in)).as("plugin_data").isEqualTo((1 << 3) | 2);
        ByteBuffer data = below(in);
        assertThat(varint(data)).as("plugin_name").isEqualTo((1 << 3) | 2);
        return text(data);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= ((long) (next & 0x7f)) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static ByteBuffer below(ByteBuffer in) {
        int length = (int) varint(in);
        ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return part;
    }

    private static String text(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(below(in)).toString();
    }
}
