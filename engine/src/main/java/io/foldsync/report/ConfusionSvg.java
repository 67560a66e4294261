package io.foldsync.report;

import io.foldsync.report.Svg.Anchor;
import java.util.List;

/** The confusion matrix as a heat map: hits in one colour, mistakes in another, each shaded by its share of its row. */
final class ConfusionSvg {
    /** Above this the squares are too small to tell apart; the page lists the mistakes instead. */
    static final int MOST_CLASSES = 60;

    private static final int MOST_CLASSES_WITH_NUMBERS = 14;
    private static final int LONGEST_NAME = 18;
    private static final double LETTER = 7.2;

    /** Shades stay light enough for the page's ordinary text colour on top of them. */
    private static final double DARKEST = 0.62;

    private final Confusion confusion;
    private final List<String> names;
    private final double cell;
    private final double left;
    private final double top;
    private final boolean slanted;

    private ConfusionSvg(Confusion confusion) {
        this.confusion = confusion;
        this.names = confusion.classes().stream().map(ConfusionSvg::shortened).toList();
        int classes = names.size();
        this.cell = Math.max(9, Math.min(52, 560.0 / Math.max(1, classes)));
        double longest = LETTER * names.stream().mapToInt(String::length).max().orElse(0);
        this.slanted = longest > cell - 4;
        this.left = 34 + Math.max(20, longest);
        this.top = 34 + (slanted ? 12 + longest * 0.72 : 16);
    }

    static Svg draw(Confusion confusion) {
        return new ConfusionSvg(confusion).draw();
    }

    private Svg draw() {
        int classes = names.size();
        double size = cell * classes;
        double overhang = slanted ? top - 34 : 8;
        Svg svg = new Svg(left + size + overhang, top + size + 8, "Confusion matrix of " + classes + " classes");
        svg.text(left + size / 2, 16, Anchor.MIDDLE, "name", "predicted class");
        svg.upward(14, top + size / 2, "name", "true class");
        double worst = worstShare();
        for (int i = 0; i < classes; i++) {
            label(svg, i);
            for (int predicted = 0; predicted < classes; predicted++) {
                square(svg, i, predicted, worst);
            }
        }
        return svg;
    }

    private void label(Svg svg, int code) {
        boolean legible = cell >= 12 || code % 2 == 0;
        if (!legible) {
            return;
        }
        double middle = (code + 0.5) * cell;
        svg.text(left - 8, top + middle + 4, Anchor.END, "tick", names.get(code));
        if (slanted) {
            svg.slanted(left + middle + 3, top - 8, 45, "tick", names.get(code));
        } else {
            svg.text(left + middle, top - 8, Anchor.MIDDLE, "tick", names.get(code));
        }
    }

    private void square(Svg svg, int actual, int predicted, double worst) {
        double weight = confusion.weights().get(actual).get(predicted);
        double share = share(actual, predicted);
        boolean hit = actual == predicted;
        // mistakes are few: on the scale of the hits they would all look white
        double shade = hit ? DARKEST * share : worst == 0 ? 0 : DARKEST * Math.sqrt(share / worst);
        double x = left + predicted * cell;
        double y = top + actual * cell;
        String hint = confusion.classes().get(actual)
                + (hit ? " recognised: " : " taken for " + confusion.classes().get(predicted) + ": ")
                + number(weight);
        svg.rect(x + 0.5, y + 0.5, cell - 1, cell - 1, "empty", 1, "");
        if (weight > 0) {
            svg.rect(x + 0.5, y + 0.5, cell - 1, cell - 1, hit ? "hit" : "miss", Math.max(0.06, shade), hint);
        }
        if (weight > 0 && names.size() <= MOST_CLASSES_WITH_NUMBERS) {
            svg.text(x + cell / 2, y + cell / 2 + 4, Anchor.MIDDLE, "cell", number(weight));
        }
    }

    private double worstShare() {
        double worst = 0;
        for (Confusion.Mistake mistake : confusion.mistakes()) {
            worst = Math.max(worst, share(mistake.actual(), mistake.predicted()));
        }
        return worst;
    }

    private double share(int actual, int predicted) {
        double all = confusion.actual(actual);
        return all == 0 ? 0 : confusion.weights().get(actual).get(predicted) / all;
    }

    /** A count of rows, or a sum of weights. */
    static String number(double weight) {
        return weight == Math.rint(weight) && weight < 1e15 ? Decimals.count((long) weight) : Decimals.alone(weight);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
