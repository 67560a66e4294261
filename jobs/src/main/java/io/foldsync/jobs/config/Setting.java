package io.foldsync.jobs.config;

import java.util.Map;
import java.util.Optional;

/**
 * One key set from outside the configuration's text.
 *
 * @param option what it was given by, such as {@code --set}
 * @param path the key's dotted path, such as {@code model.dropout}
 * @param yaml whether {@code value} is YAML, in which {@code null} takes the key away; else it is text
 */
public record Setting(String option, String path, String value, boolean yaml) {

    /** A key set to a YAML value. */
    public static Setting yaml(String option, String path, String value) {
        return new Setting(option, path, value, true);
    }

    /** A key set to a text, whatever characters it has. */
    public static Setting text(String option, String path, String value) {
        return new Setting(option, path, value, false);
    }

    /** The tree with this key set, sections on the way there made where they are missing. */
    Tree.Keys applyTo(Tree.Keys root, Faults faults) {
        Optional<Tree> parsed = yaml
                ? YamlTree.ofOption(option + " " + path, value, faults)
                : Optional.of(new Tree.Scalar(option, value, value));
        return parsed.map(tree -> set(root, path, at(tree))).orElse(root);
    }

    private Tree.Keys set(Tree.Keys keys, String rest, Tree tree) {
        int dot = rest.indexOf('.');
        if (dot < 0) {
            return keys.with(rest, tree);
        }
        String key = rest.substring(0, dot);
        Tree below = keys.entries().get(key);
        Tree.Keys section = below instanceof Tree.Keys written ? written : new Tree.Keys(option, Map.of());
        return keys.with(key, set(section, rest.substring(dot + 1), tree));
    }

    /** The tree with the option as every place: a fault's path then says which of its keys. */
    private Tree at(Tree tree) {
        if (tree instanceof Tree.Keys keys) {
            Tree.Keys moved = new Tree.Keys(option, Map.of());
            for (Map.Entry<String, Tree> entry : keys.entries().entrySet()) {
                moved = moved.with(entry.getKey(), at(entry.getValue()));
            }
            return moved;
        }
        if (tree instanceof Tree.Items list) {
            return new Tree.Items(option, list.items().stream().map(this::at).toList());
        }
        Tree.Scalar scalar = (Tree.Scalar) tree;
        return new Tree.Scalar(option, scalar.value(), scalar.text());
    }
}
