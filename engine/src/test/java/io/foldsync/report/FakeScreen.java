package io.foldsync.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that understands what the live view says to it: cursor up, clear line, clear below, colours. */
final class FakeScreen {
    private static final Pattern TOKEN = Pattern.compile("\u001b\\[(\\d*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

    private final List<String> lines = new ArrayList<>(List.of(""));
    private int row;
    private int column;

    /** What is on the screen after {@code output}, without trailing empty lines. */
    static List<String> after(CharSequence output) {
        FakeScreen screen = new FakeScreen();
        Matcher matcher = TOKEN.matcher(output);
        while (matcher.find()) {
            screen.take(matcher);
        }
        while (!screen.lines.isEmpty()
                && screen.lines.get(screen.lines.size() - 1).isBlank()) {
            screen.lines.remove(screen.lines.size() - 1);
        }
        return screen.lines;
    }

    private void take(Matcher token) {
        String command = token.group(2);
        if (command == null) {
            plain(token.group());
        } else {
            switch (command) {
                case "A" -> row = Math.max(0, row - Integer.parseInt(token.group(1)));
                case "K" -> lines.set(row, lines.get(row).substring(0, column));
                case "J" -> {
                    lines.set(row, lines.get(row).substring(0, column));
                    lines.subList(row + 1, lines.size()).clear();
                }
                case "m" -> {}
                default -> throw new IllegalArgumentException("unknown sequence " + token.group());
            }
        }
    }

    private void plain(String text) {
        if (text.equals("\r")) {
            column = 0;
        } else if (text.equals("\n")) {
            row++;
            column = 0;
            if (row == lines.size()) {
                lines.add("");
            }
        } else {
            String old = lines.get(row);
            String kept = old.length() > column + text.length() ? old.substring(column + text.length()) : "";
            lines.set(row, old.substring(0, column) + text + kept);
            column += text.length();
        }
    }
}
