package io.foldsync.nn;

/** What the engine says is wrong, without the many lines of where in its own code. */
final class EngineMessage {
    private EngineMessage() {}

    /** The line that tells the error: the last that begins with its kind, or else the first. */
    static String of(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        return message.lines()
                .filter(line -> line.startsWith("RuntimeError: ") || line.startsWith("builtins."))
                .reduce((first, second) -> second)
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .orElseGet(() -> message.lines().findFirst().orElse("a failure"));
    }
}
