package io.foldsync.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of a TorchScript file's text, as far as they say what they hold. */
final class ScriptClasses {
    private static final Pattern CLASS = Pattern.compile("class (\\w+)\\(Module\\):");
    private static final Pattern BUFFERS = Pattern.compile("  __buffers__ = \\[(.*)]");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("  (?:(\\w+) : |__annotations__\\[\"([^\"]+)\"] = )([\\w.]+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /** What one class holds: types by attribute, and which attributes are buffers. */
    private record Held(Map<String, String> attributes, Set<String> buffers) {}

    private final Map<String, Held> classes = new HashMap<>();

    /** Reads the text of one module, such as {@code __torch__.torch.nn.modules.linear}. */
    void read(String module, String text) {
        Held held = new Held(new LinkedHashMap<>(), new HashSet<>());
        for (String line : text.lines().toList()) {
            Matcher opening = CLASS.matcher(line);
            Matcher buffers = BUFFERS.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (opening.matches()) {
                held = new Held(new LinkedHashMap<>(), new HashSet<>());
                classes.put(module + "." + opening.group(1), held);
            } else if (buffers.matches()) {
                Matcher names = QUOTED.matcher(buffers.group(1));
                while (names.find()) {
                    held.buffers.add(names.group(1));
                }
            } else if (attribute.matches()) {
                String name = attribute.group(1) == null ? attribute.group(2) : attribute.group(1);
                held.attributes.put(name, attribute.group(3));
            }
        }
    }

    /** The buffers of an object of a class: an expression that gives it, by its name in a {@code state_dict}. */
    Map<String, String> buffers(String outermost) {
        Map<String, String> found = new LinkedHashMap<>();
        collect(outermost, "", "self", found);
        return found;
    }

    private void collect(String type, String path, String expression, Map<String, String> found) {
        Held held = classes.get(type);
        if (held == null) {
            return;
        }
        held.attributes.forEach((name, inner) -> {
            String member = "getattr(" + expression + ", \"" + name + "\")";
            if (inner.equals("Tensor") && held.buffers.contains(name)) {
                found.put(path + name, member);
            } else {
                collect(inner, path + name + ".", member, found);
            }
        });
    }

    /** The text with a method more at the end of a class. */
    static String append(String text, String name, String method) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = lines.indexOf("class " + name + "(Module):") + 1;
        while (at < lines.size() && (lines.get(at).isEmpty() || lines.get(at).startsWith(" "))) {
            at++;
        }
        lines.add(at, method.stripTrailing());
        return String.join("\n", lines) + "\n";
    }
}
