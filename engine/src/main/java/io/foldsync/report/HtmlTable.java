package io.foldsync.report;

import java.util.List;
import java.util.function.Predicate;

/** A table of a page, from the same columns as the one for the terminal. */
final class HtmlTable {
    private HtmlTable() {}

    /** Appends the table; rows whose first cell is {@code first} stand out. */
    static void append(Markup page, TextTable table, Predicate<String> first) {
        List<List<String>> rows = table.rows();
        page.open("div", "class", "wide").open("table").open("thead").open("tr");
        rows.get(0).forEach(cell -> page.element("th", cell, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        for (List<String> row : rows.subList(1, rows.size())) {
            page.open("tr", "class", first.test(row.get(0)) ? "first" : "other");
            row.forEach(cell -> page.element("td", cell));
            page.close("tr");
        }
        page.close("tbody").close("table").close("div");
    }
}
