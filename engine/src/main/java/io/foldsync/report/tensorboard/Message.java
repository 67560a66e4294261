package io.foldsync.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffer message in the making: fields in the order they are added.
 *
 * <p>Source: protobuf.dev, "Encoding": a field is its number and wire type as a varint, then its value.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message whole(int field, long value) {
        varint(((long) field << 3) | VARINT);
        varint(value);
        return this;
    }

    Message real(int field, double value) {
        varint(((long) field << 3) | FIXED64);
        little(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    Message real(int field, float value) {
        varint(((long) field << 3) | FIXED32);
        little(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        return bytes(field, value.bytes());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private Message bytes(int field, byte[] value) {
        varint(((long) field << 3) | LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** The lowest byte first. */
    private void little(long bits, int size) {
        for (int i = 0; i < size; i++) {
            bytes.write((int) (bits >>> (Byte.SIZE * i)));
        }
    }
}
