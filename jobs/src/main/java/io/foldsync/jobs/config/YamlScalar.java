package io.foldsync.jobs.config;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What one YAML scalar says. */
final class YamlScalar {
    private YamlScalar() {}

    /** The scalar with the value that YAML 1.2's core schema gives its text; text stays text. */
    static Tree.Scalar read(ScalarNode node, String place) {
        String text = node.getValue();
        try {
            return new Tree.Scalar(place, value(node.getTag(), text), text);
        } catch (NumberFormatException e) { // an explicit tag such as !!int before text that is no number
            return new Tree.Scalar(place, text, text);
        }
    }

    private static @Nullable Object value(Tag tag, String text) {
        if (tag.equals(Tag.NULL)) {
            return null;
        } else if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        } else if (tag.equals(Tag.INT)) {
            BigInteger whole = whole(text);
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        } else if (tag.equals(Tag.FLOAT)) {
            return real(text);
        }
        return text;
    }

    private static BigInteger whole(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private static double real(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return lower.endsWith(".nan") ? Double.NaN : Double.parseDouble(text);
    }
}
