package io.foldsync.report;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of RFC 4180: fields parted by commas, quoted where they must be, every row ended by CR LF. */
final class Csv {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,\"\r\n]");

    private Csv() {}

    static void row(Appendable out, List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (i > 0) {
                out.append(',');
            }
            if (NEEDS_QUOTES.matcher(field).find()) {
                out.append('"').append(field.replace("\"", "\"\"")).append('"');
            } else {
                out.append(field);
            }
        }
        out.append("\r\n");
    }
}
