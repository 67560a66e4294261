package io.foldsync.report;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the place we print on can do.
 *
 * @param redraws whether lines can be replaced with ANSI sequences
 * @param colours whether to use bold, dim and red; off when NO_COLOR is set, see <a
 *     href="https://no-color.org">no-color.org</a>
 * @param unicode whether block characters and the plus-minus sign arrive unharmed
 * @param columns the width in characters, from COLUMNS, else 80
 * @param lines the height, from LINES, else 24; a frame that is higher cannot be redrawn
 */
record Terminal(boolean redraws, boolean colours, boolean unicode, int columns, int lines) {
    private static final int FEWEST_COLUMNS = 20;
    private static final int FEWEST_LINES = 5;

    Terminal {
        columns = Math.max(FEWEST_COLUMNS, columns);
        lines = Math.max(FEWEST_LINES, lines);
    }

    /** This process's standard output. */
    static Terminal here() {
        return of(System.getenv(), isTerminal(System.console()), outputCharset());
    }

    static Terminal of(Map<String, String> environment, boolean console, Charset charset) {
        String term = environment.getOrDefault("TERM", "");
        boolean redraws = console && !term.isEmpty() && !term.equals("dumb");
        boolean colours = redraws && environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean unicode = charset.canEncode() && charset.newEncoder().canEncode("±█▁·");
        return new Terminal(
                redraws, colours, unicode, size(environment.get("COLUMNS"), 80), size(environment.get("LINES"), 24));
    }

    private static int size(@Nullable String variable, int usual) {
        try {
            int size = variable == null ? usual : Integer.parseInt(variable.strip());
            return size < 1 ? usual : size;
        } catch (NumberFormatException e) {
            return usual;
        }
    }

    /** From Java 22 on, {@link System#console()} answers for pipes too, and only {@code isTerminal} tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static Charset outputCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        try {
            return name.isEmpty() ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }
}
