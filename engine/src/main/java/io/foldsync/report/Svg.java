package io.foldsync.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture made of lines, dots, rectangles and words, in pixels from the upper left corner. Looks come from the classes
 * of {@code picture.css}.
 */
final class Svg {
    /** Which point of a text lies at the given place. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String word;

        Anchor(String word) {
            this.word = word;
        }
    }

    /** A point of a path. */
    record Point(double x, double y) {}

    private final double width;
    private final double height;
    private final String description;
    private final Markup markup = new Markup();

    /** An empty picture; {@code description} is what a screen reader says. */
    Svg(double width, double height, String description) {
        this.width = width;
        this.height = height;
        this.description = description;
    }

    Svg line(double x1, double y1, double x2, double y2, String look) {
        markup.empty("line", "class", look, "x1", pixels(x1), "y1", pixels(y1), "x2", pixels(x2), "y2", pixels(y2));
        return this;
    }

    /** A line through points, with words that appear under the pointer (none when empty). */
    Svg path(List<Point> points, String look, double opacity, String hint) {
        String steps = points.stream()
                .map(point -> pixels(point.x) + " " + pixels(point.y))
                .collect(Collectors.joining("L", "M", ""));
        markup.open("path", "class", look, "d", steps, "opacity", pixels(opacity));
        return hinted("path", hint);
    }

    Svg circle(Point center, double radius, String look, String hint) {
        markup.open("circle", "class", look, "cx", pixels(center.x), "cy", pixels(center.y), "r", pixels(radius));
        return hinted("circle", hint);
    }

    Svg rect(double x, double y, double width, double height, String look, double opacity, String hint) {
        markup.open(
                "rect",
                "class",
                look,
                "x",
                pixels(x),
                "y",
                pixels(y),
                "width",
                pixels(Math.max(0, width)),
                "height",
                pixels(Math.max(0, height)),
                "opacity",
                pixels(opacity));
        return hinted("rect", hint);
    }

    Svg text(double x, double y, Anchor anchor, String look, String text) {
        markup.element("text", text, "class", look, "x", pixels(x), "y", pixels(y), "text-anchor", anchor.word);
        return this;
    }

    /** Text that climbs to the right by {@code degrees} from its anchor. */
    Svg slanted(double x, double y, double degrees, String look, String text) {
        String turn = "rotate(" + pixels(-degrees) + " " + pixels(x) + " " + pixels(y) + ")";
        markup.element("text", text, "class", look, "x", pixels(x), "y", pixels(y), "transform", turn);
        return this;
    }

    /** Text that climbs straight up, its middle at the given place. */
    Svg upward(double x, double y, String look, String text) {
        String turn = "rotate(-90 " + pixels(x) + " " + pixels(y) + ")";
        markup.element(
                "text",
                text,
                "class",
                look,
                "x",
                pixels(x),
                "y",
                pixels(y),
                "text-anchor",
                "middle",
                "transform",
                turn);
        return this;
    }

    private Svg hinted(String element, String hint) {
        if (!hint.isEmpty()) {
            markup.element("title", hint);
        }
        markup.close(element);
        return this;
    }

    /** The picture as part of a page that has the style. */
    String inline() {
        return new Markup()
                .open(
                        "svg",
                        "class",
                        "picture",
                        "viewBox",
                        "0 0 " + pixels(width) + " " + pixels(height),
                        "style",
                        "max-width:" + pixels(width) + "px",
                        "role",
                        "img",
                        "aria-label",
                        description)
                .raw(markup.toString())
                .close("svg")
                .toString();
    }

    /** The picture as a file of its own. */
    String file() {
        return new Markup()
                .open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "class",
                        "picture",
                        "width",
                        pixels(width),
                        "height",
                        pixels(height),
                        "viewBox",
                        "0 0 " + pixels(width) + " " + pixels(height),
                        "role",
                        "img")
                .element("title", description)
                .open("style")
                .raw(Style.PICTURE)
                .close("style")
                .empty("rect", "class", "paper", "width", pixels(width), "height", pixels(height))
                .raw(markup.toString())
                .close("svg")
                .toString();
    }

    /** Hundredths of a pixel are enough, and the same on every machine. */
    static String pixels(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + "." + (rest % 10 == 0 ? Long.toString(rest / 10) : (rest < 10 ? "0" : "") + rest);
    }
}
