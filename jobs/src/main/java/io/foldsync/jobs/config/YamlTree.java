package io.foldsync.jobs.config;

import io.foldsync.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            return Optional.of(convert(root.get(), "", place(line(root.get()))));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            fault(
                    place(line),
                    oneLine(Objects.requireNonNullElse(e.getContext(), "") + " " + e.getProblem()),
                    "YAML or JSON",
                    "Correct the syntax there.");
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

    private Tree convert(Node node, String path, String place) {
        if (node instanceof MappingNode mapping) {
            checkTag(node, place, Tag.MAP);
            return new Tree.Keys(place, entries(mapping, path));
        }
        if (node instanceof SequenceNode sequence) {
            checkTag(node, place, Tag.SEQ);
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, path, place(line(item))));
            }
            return new Tree.Items(place, items);
        }
        checkTag(node, place, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
        return YamlScalar.read((ScalarNode) node, place);
    }

    private Map<String, Tree> entries(MappingNode mapping, String path) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String place = place(line(tuple.getKeyNode()));
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                fault(
                        place,
                        "a key that is itself a list or mapping",
                        "a name",
                        "Write a plain name before the colon.");
                continue;
            }
            String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            Tree value = convert(tuple.getValueNode(), below, place);
            if (entries.putIfAbsent(key.getValue(), value) != null) {
                fault(
                        place + " " + below,
                        "the key is written a second time",
                        "each key once",
                        "Remove one of the two.");
            }
        }
        return entries;
    }

    private void checkTag(Node node, String place, Tag... known) {
        if (!List.of(known).contains(node.getTag())) {
            fault(place, "the tag " + node.getTag(), "plain values without tags", "Remove the tag.");
        }
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
        return message == null
                ? "unreadable text"
                : message.strip().lines().findFirst().orElse("unreadable text");
    }
}
