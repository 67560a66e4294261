package io.foldsync.report.tensorboard;

import java.util.Map;

/**
 * The events that TensorBoard is told.
 *
 * <p>Source: TensorFlow's {@code event.proto}, {@code summary.proto} and {@code tensor.proto}, whose field numbers these
 * are.
 */
final class Event {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;

    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int VALUE_TENSOR = 8;
    private static final int VALUE_METADATA = 9;

    private static final int METADATA_PLUGIN = 1;
    private static final int PLUGIN_NAME = 1;

    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_TEXT = 8;
    private static final int TYPE_STRING = 7;

    private Event() {}

    /** The first event of every file. */
    static byte[] version(double seconds) {
        return new Message()
                .real(WALL_TIME, seconds)
                .text(FILE_VERSION, "brain.Event:2")
                .bytes();
    }

    /** Numbers of one step, in single precision, by their tags. */
    static byte[] scalars(double seconds, long step, Map<String, Double> values) {
        Message summary = new Message();
        values.forEach((tag, value) -> summary.message(
                SUMMARY_VALUE, new Message().text(VALUE_TAG, tag).real(VALUE_SIMPLE, value.floatValue())));
        return event(seconds, step, summary);
    }

    /** A text in Markdown, for TensorBoard's page of texts. */
    static byte[] text(double seconds, String tag, String markdown) {
        Message plugin = new Message().message(METADATA_PLUGIN, new Message().text(PLUGIN_NAME, "text"));
        Message tensor = new Message().whole(TENSOR_TYPE, TYPE_STRING).text(TENSOR_TEXT, markdown);
        Message value =
                new Message().text(VALUE_TAG, tag).message(VALUE_TENSOR, tensor).message(VALUE_METADATA, plugin);
        return event(seconds, 0, new Message().message(SUMMARY_VALUE, value));
    }

    private static byte[] event(double seconds, long step, Message summary) {
        Message event = new Message().real(WALL_TIME, seconds);
        if (step != 0) { // protocol buffers leave zeros out
            event.whole(STEP, step);
        }
        return event.message(SUMMARY, summary).bytes();
    }
}
