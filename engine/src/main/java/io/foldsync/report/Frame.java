package io.foldsync.report;

import io.foldsync.report.Svg.Anchor;
import io.foldsync.report.Svg.Point;

/**
 * A panel's plotting area: where values lie in pixels.
 *
 * @param left the area's left edge; the labels of the upright axis stand before it
 * @param top the area's upper edge; the title stands above it
 */
record Frame(double left, double top, double width, double height, Scale across, Scale upright) {
    /** Room around the area for titles, tick labels and the name of the axis. */
    static final double LEFT = 54;

    static final double TOP = 34;
    static final double BOTTOM = 44;

    double x(double value) {
        return left + across.share(value) * width;
    }

    double y(double value) {
        return top + (1 - upright.share(value)) * height;
    }

    Point at(double across, double upright) {
        return new Point(x(across), y(upright));
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** Draws grid, ticks and labels. */
    void draw(Svg svg, String acrossName) {
        for (int i = 0; i < upright.ticks().size(); i++) {
            double y = y(upright.ticks().get(i));
            svg.line(left, y, right(), y, "grid");
            svg.text(left - 8, y + 4, Anchor.END, "tick", upright.labels().get(i));
        }
        for (int i = 0; i < across.ticks().size(); i++) {
            double x = x(across.ticks().get(i));
            svg.line(x, bottom(), x, bottom() + 4, "axis");
            svg.text(x, bottom() + 18, Anchor.MIDDLE, "tick", across.labels().get(i));
        }
        svg.line(left, bottom(), right(), bottom(), "axis");
        svg.text(left + width / 2, bottom() + 36, Anchor.MIDDLE, "name", acrossName);
    }
}
