package io.foldsync.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets, which lie beside this class as resources. */
final class Style {
    /** Colours and type of the pictures, alone or in the page. */
    static final String PICTURE = read("picture.css");

    /** The page around them. */
    static final String PAGE = read("page.css");

    private Style() {}

    private static String read(String name) {
        try (InputStream in = Style.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
