package io.foldsync.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The written pages and pictures, and whether a strict reader can read them. */
final class Pages {
    private Pages() {}

    /** A writer of this package. */
    @FunctionalInterface
    interface Writer {
        void write(RunRecord run, Appendable out) throws IOException;
    }

    static String written(Writer writer, RunRecord run) {
        StringBuilder out = new StringBuilder();
        try {
            writer.write(run, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Our pages are well-formed XML as well as HTML, so that a forgotten end tag cannot hide. */
    static Document parsed(String page) {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + " in\n" + page, e);
        }
    }
}
