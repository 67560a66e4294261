package io.foldsync.report;

import io.foldsync.stats.MeasureResult;
import io.foldsync.stats.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The contents of {@code report.html}: one page that needs nothing else, no script, no network; light or dark as the
 * reader prefers, and fit for print.
 */
public final class HtmlReport {
    private final RunRecord run;
    private final Markup page = new Markup();

    private HtmlReport(RunRecord run) {
        this.run = run;
    }

    /** Writes the page, to be encoded as UTF-8. */
    public static void write(RunRecord run, Appendable out) throws IOException {
        out.append(new HtmlReport(run).page());
    }

    private String page() {
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", run.header().title() + ", cross-validation");
        page.open("style").raw(Style.PICTURE).raw(Style.PAGE).close("style").close("head");
        page.open("body").open("main");
        heading();
        run.headline().ifPresent(this::headline);
        diverged();
        curves();
        folds();
        run.confusion()
                .filter(confusion -> !confusion.classes().isEmpty())
                .ifPresent(confusion -> new ConfusionSection(confusion).append(page));
        measures();
        run.labels().filter(LabelScores::legible).ifPresent(this::labels);
        facts();
        return page.close("main").close("body").close("html").toString();
    }

    private void heading() {
        page.open("header");
        page.element("p", "FoldSync cross-validation", "class", "kicker");
        page.element("h1", run.header().title());
        if (!run.header().subtitle().isEmpty()) {
            page.element("p", run.header().subtitle(), "class", "subtitle");
        }
        page.close("header");
    }

    private void headline(MeasureResult measure) {
        Summary summary = measure.summary();
        Decimals decimals = ResultText.decimals(summary);
        page.open("div", "class", "headline").open("div");
        boolean finite = Double.isFinite(summary.mean());
        page.element("div", finite ? decimals.text(summary.mean()) : "no mean", "class", "number");
        page.element(
                "div",
                (finite ? "mean " : "") + measure.name() + " over " + Words.count(summary.folds(), "fold"),
                "class",
                "name");
        page.close("div").open("dl", "class", "figures");
        if (measure.interval().isPresent()) {
            figure(IntervalText.heading(run), IntervalText.ends(measure.interval(), decimals));
        }
        figure("sd over folds", decimals.text(summary.sd()));
        figure("lowest to highest", decimals.text(summary.min()) + " to " + decimals.text(summary.max()));
        if (summary.pooled().isPresent()) {
            figure("pooled over rows", ResultText.pooled(summary));
        }
        page.close("dl").close("div");
        page.element("p", IntervalText.explanation(run), "class", "aside");
    }

    private void figure(String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close("div");
    }

    private void diverged() {
        if (run.history().epochs() == 0) {
            return;
        }
        List<String> folds = run.history().last().reports().stream()
                .filter(report -> !report.finite())
                .map(report -> Integer.toString(report.fold()))
                .toList();
        if (!folds.isEmpty()) {
            String names = folds.size() <= 10 ? ": " + String.join(", ", folds) : "";
            page.element(
                    "p",
                    folds.size() + " of " + Words.count(run.history().last().folds(), "fold")
                            + " ended with a loss that is not a finite number" + names
                            + ". A mean over all folds does not exist; a lower learning rate often helps.",
                    "class",
                    "alarm");
        }
    }

    private void curves() {
        section("Learning curves", ResultText.ending(run));
        ResultText.bestEpoch(run).ifPresent(sentence -> page.element("p", sentence, "class", "aside"));
        ResultText.guard(run).ifPresent(sentence -> page.element("p", sentence, "class", "aside"));
        picture(CurvesSvg.draw(run));
        page.close("section");
    }

    private void folds() {
        section(
                "Folds",
                "Every fold's network on the rows it never trained on, after the "
                        + (run.restored().isPresent() ? "best" : "last") + " epoch.");
        picture(FoldsSvg.draw(run));
        page.close("section");
    }

    private void picture(Svg svg) {
        page.open("div", "class", "wide").raw(svg.inline()).close("div");
    }

    private void measures() {
        if (!run.measures().isEmpty()) {
            section("Measures", "");
            Optional<String> first = run.headline().map(MeasureResult::name);
            HtmlTable.append(page, ResultText.statistics(run), row -> first.isPresent() && row.equals(first.get()));
            page.open("details").element("summary", "Values of every fold");
            HtmlTable.append(page, ResultText.folds(run), row -> false);
            page.close("details").close("section");
        }
    }

    private void labels(LabelScores labels) {
        section("Labels", "All out-of-fold predictions; a label is predicted where its probability is above one half.");
        HtmlTable.append(page, labels.table(), row -> false);
        page.close("section");
    }

    private void facts() {
        if (!run.facts().isEmpty()) {
            section("To do it again", "");
            page.open("dl", "class", "facts");
            run.facts().forEach(fact -> page.element("dt", fact.name()).element("dd", fact.value()));
            page.close("dl").close("section");
        }
    }

    private void section(String title, String lead) {
        page.open("section", "id", title.toLowerCase(Locale.ROOT).replace(' ', '-'));
        page.element("h2", title);
        if (!lead.isEmpty()) {
            page.element("p", lead, "class", "aside");
        }
    }
}
