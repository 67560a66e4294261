package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 (JSON is a part of it) into a {@link Tree}. Builds no objects: a value is text, a number, true, false or
 * null whatever its tag says. Aliases are refused: nested ones exhaust memory, and every value here has one place.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 32;

    private final Faults faults;
    private final @Nullable String fixedPlace;
    private final String name;

    private YamlTree(String name, @Nullable String fixedPlace, Faults faults) {
        this.name = name;
        this.fixedPlace = fixedPlace;
        this.faults = faults;
    }

    /** The tree of a file's text, places being {@code name:line}; empty, with a fault added, when it is not YAML. */
    static Optional<Tree> ofFile(String name, String text, Faults faults) {
        return new YamlTree(name, null, faults).parse(text);
    }

    /** The tree of a value given on the command line, everything at one {@code place}; empty with a fault as above. */
    static Optional<Tree> ofOption(String place, String text, Faults faults) {
        if (text.isBlank()) {
            return Optional.of(new Tree.Scalar(place, null, ""));
        }
        return new YamlTree(place, place, faults).parse(text);
    }

    private Optional<Tree> parse(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setSchema(new CoreSchema())
                    .build();
            if (!plain(settings, text)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                fault(place(1), "no value", "YAML or JSON", "Write the configuration's keys.");
                return Optional.empty();
            }
            return Optional.of(convert(root.get(), place(line(root.get()))));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            fault(place(line), oneLine(e.getProblem()), "YAML or JSON", "Correct the syntax there.");
        } catch (YamlEngineException e) {
            fault(place(1), oneLine(e.getMessage()), "YAML or JSON", "Correct the syntax.");
        }
        return Optional.empty();
    }

    /** Looks at the text event by event, without recursion, before anything recursive sees it. */
    private boolean plain(LoadSettings settings, String text) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            String place = place(event.getStartMark().map(Mark::getLine).orElse(0) + 1);
            if (event instanceof AliasEvent) {
                fault(place, "an alias", "values without aliases", "Write the value out.");
                return false;
            }
            if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                fault(place, "lists or mappings nested too deep", "at most " + MAX_DEPTH + " levels", "Nest less.");
                return false;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return true;
    }

    private Tree convert(Node node, String place) {
        if (node instanceof MappingNode mapping) {
            checkTag(node, place, Tag.MAP);
            return new Tree.Keys(place, entries(mapping));
        }
        if (node instanceof SequenceNode sequence) {
            checkTag(node, place, Tag.SEQ);
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, place(line(item))));
            }
            return new Tree.Items(place, items);
        }
        checkTag(node, place, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
        return scalar((ScalarNode) node, place);
    }

    private Map<String, Tree> entries(MappingNode mapping) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String place = place(line(tuple.getKeyNode()));
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(
                        place,
                        "a key that is itself a list or mapping",
                        "a name",
                        "Write a plain name before the colon.");
            } else if (entries.containsKey(key.getValue())) {
                fault(
                        place + " " + key.getValue(),
                        "the key is written a second time",
                        "each key once",
                        "Remove one of the two.");
            } else {
                entries.put(key.getValue(), convert(tuple.getValueNode(), place));
            }
        }
        return entries;
    }

    private void checkTag(Node node, String place, Tag... known) {
        if (!List.of(known).contains(node.getTag())) {
            fault(place, "the tag " + node.getTag(), "plain values without tags", "Remove the tag.");
        }
    }

    private static Tree.Scalar scalar(ScalarNode node, String place) {
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

    private void fault(String where, String found, String expected, String remedy) {
        faults.add(ErrorCode.CONFIG_SYNTAX, where, found, expected, remedy);
    }

    private String place(int line) {
        return fixedPlace == null ? name + ":" + line : fixedPlace;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "unreadable text" : message.lines().findFirst().orElse("unreadable text");
    }
}
