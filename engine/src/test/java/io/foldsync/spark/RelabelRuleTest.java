package io.foldsync.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The relabelling rules of the documentation, applied as Prometheus applies them. */
class RelabelRuleTest {
    private static final Pattern RULE =
            Pattern.compile("regex: (\\S+).*\\n\\s+(?:action: drop|target_label: (\\S+)\\n\\s+replacement: (\\S+))");

    /** One rule; without a label it drops. */
    private record Rule(Pattern regex, String label, String replacement) {}

    private static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        Matcher matcher = RULE.matcher(Files.readString(Path.of("docs", "loggers.md")));
        while (matcher.find()) {
            rules.add(new Rule(
                    Pattern.compile(String.valueOf(matcher.group(1))),
                    Objects.requireNonNullElse(matcher.group(2), ""),
                    Objects.requireNonNullElse(matcher.group(3), "")));
        }
        assertThat(rules).hasSize(4);
        return rules;
    }

    /** The labels of a metric after all rules; none when it is dropped. */
    private static Map<String, String> relabelled(String name) throws IOException {
        Map<String, String> labels = new TreeMap<>(Map.of("__name__", name));
        for (Rule rule : rules()) {
            Matcher matcher = rule.regex.matcher(labels.getOrDefault("__name__", ""));
            if (matcher.matches() && rule.label.isEmpty()) {
                return Map.of();
            } else if (matcher.matches()) {
                labels.put(rule.label, matcher.replaceAll(rule.replacement));
            }
        }
        return labels;
    }

    @Test
    void runAndFoldBecomeLabels() throws IOException {
        String prefix = "metrics_local_1764288000_driver_foldsync_digits_mlp_1f2e3d4c_";
        assertThat(relabelled(prefix + "fold12_val_macro_f1_Value"))
                .isEqualTo(Map.of("__name__", "foldsync_val_macro_f1", "run", "digits_mlp_1f2e3d4c", "fold", "12"));
        assertThat(relabelled(prefix + "mean_val_loss_Value"))
                .isEqualTo(Map.of("__name__", "foldsync_mean_val_loss", "run", "digits_mlp_1f2e3d4c"));
        assertThat(relabelled(prefix + "lr_Number")).isEmpty();
        String counter = "metrics_local_1764288000_driver_foldsync_stopped_patience_exceeded_Count";
        assertThat(relabelled(counter)).isEqualTo(Map.of("__name__", counter));
    }
}
