package io.foldsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldsync.history.History;
import io.foldsync.loop.StopReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final String ATTACK = "\"'><script>alert(1)</script>";

    @Test
    void thePageNeedsNothingButItself() {
        String page = Pages.written(HtmlReport::write, FakeRun.record(10, 20));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "http:", "https:");
    }

    @Test
    void thePageShowsTheHeadlineTheCurvesTheFoldsAndTheFacts() {
        RunRecord run = FakeRun.record(10, 20);
        Document page = Pages.parsed(Pages.written(HtmlReport::write, run));
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("digits-mlp");
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(3);
        assertThat(texts(page, "h2"))
                .containsExactly("Learning curves", "Folds", "Confusion", "Measures", "To do it again");
        assertThat(texts(page, "div")).contains("0.9706", "mean val_accuracy over 10 folds");
        assertThat(texts(page, "dd")).contains("0.9633 to 0.9778", "42");
        // five curves of ten folds and a mean
        assertThat(page.getElementsByTagName("path").getLength()).isEqualTo(55);
    }

    @Test
    void namesOfUsersCannotBecomeMarkup() {
        RunHeader header = new RunHeader(ATTACK, ATTACK, 2, 2, FakeRun.ACCURACY);
        History history = FakeRun.history(2, 2);
        RunRecord run = FakeRun.record(header, history, Optional.empty());
        Confusion confusion =
                new Confusion(List.of(ATTACK, "b\u0000\ud800"), List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)));
        RunRecord attack = new RunRecord(
                header,
                history,
                new StopReason("other", ATTACK),
                run.measures(),
                run.rows(),
                Optional.of(confusion),
                List.of(new Fact(ATTACK, ATTACK)));
        for (Pages.Writer writer : List.<Pages.Writer>of(HtmlReport::write, CurvesSvg::write, FoldsSvg::write)) {
            String page = Pages.written(writer, attack);
            assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
            Pages.parsed(page);
        }
        assertThat(texts(Pages.parsed(Pages.written(HtmlReport::write, attack)), "h1"))
                .containsExactly(ATTACK);
    }

    @Test
    void equalRecordsGiveEqualPages() {
        assertThat(Pages.written(HtmlReport::write, FakeRun.record(10, 20)))
                .isEqualTo(Pages.written(HtmlReport::write, FakeRun.record(10, 20)));
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
