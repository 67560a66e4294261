package io.foldsync.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Framed events: each its length as 8 bytes, the length's masked CRC-32C, the event, and the event's masked CRC-32C, all
 * little-endian.
 *
 * <p>Source: TensorFlow's {@code record_writer.h}; the mask keeps a checksum of bytes that hold checksums apart from them.
 */
final class EventFile {
    private static final int MASK = 0xa282ead8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A file that begins at a time, in seconds since 1970, as each must. */
    EventFile(double seconds) {
        add(Event.version(seconds));
    }

    void add(byte[] event) {
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(event.length);
        bytes.writeBytes(length.array());
        checksum(length.array());
        bytes.writeBytes(event);
        checksum(event);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void checksum(byte[] of) {
        ByteBuffer masked = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.writeBytes(masked.putInt(masked(of)).array());
    }

    static int masked(byte[] of) {
        CRC32C crc = new CRC32C();
        crc.update(of);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
