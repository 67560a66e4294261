package io.foldsync.report;

/** Small turns of phrase. */
final class Words {
    private Words() {}

    /** {@code 1 epoch}, {@code 20 epochs}. */
    static String count(long number, String noun) {
        return Decimals.count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** The text without control characters, and in ASCII where nothing else arrives unharmed. */
    static String printable(String text, boolean unicode) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                printable.append(' ');
            } else if (point < 128 || unicode) {
                printable.appendCodePoint(point);
            } else {
                printable.append(point == '·' ? '-' : '?');
            }
        });
        return printable.toString();
    }
}
