package io.foldsync.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The page's part on which classes were taken for which. */
final class ConfusionSection {
    private static final int MOST_MISTAKES = 8;

    private final Confusion confusion;

    ConfusionSection(Confusion confusion) {
        this.confusion = confusion;
    }

    void append(Markup page) {
        page.open("section", "id", "confusion").element("h2", "Confusion");
        boolean legible = confusion.classes().size() <= ConfusionSvg.MOST_CLASSES;
        page.element(
                "p",
                "All out-of-fold predictions, counted once."
                        + (legible
                                ? " Each square is shaded by its share of the true class; mistakes on a scale of"
                                        + " their own."
                                : ""),
                "class",
                "aside");
        page.open("div", "class", legible ? "beside" : "alone");
        if (legible) {
            page.raw(ConfusionSvg.draw(confusion).inline());
        }
        page.open("div").element("h3", "Most frequent mistakes");
        mistakes(page);
        page.close("div").close("div").close("section");
    }

    private void mistakes(Markup page) {
        List<Confusion.Mistake> mistakes = confusion.mistakes();
        if (mistakes.isEmpty()) {
            page.element("p", "None.", "class", "aside");
            return;
        }
        page.open("ol");
        for (Confusion.Mistake mistake : mistakes.stream().limit(MOST_MISTAKES).toList()) {
            String share = String.format(
                    Locale.ROOT,
                    "%.1f %%",
                    new BigDecimal(100 * mistake.weight() / confusion.actual(mistake.actual())));
            page.open("li");
            page.element(
                    "span",
                    confusion.classes().get(mistake.actual()) + " taken for "
                            + confusion.classes().get(mistake.predicted()));
            page.element("span", ConfusionSvg.number(mistake.weight()) + " · " + share, "class", "share");
            page.close("li");
        }
        page.close("ol");
    }
}
