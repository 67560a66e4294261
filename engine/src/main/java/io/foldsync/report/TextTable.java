package io.foldsync.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table in a fixed-width font: the columns as wide as their widest cell, two spaces apart, no trailing space. */
public final class TextTable {
    /** Which edge a column's cells keep to: words the left one, numbers the right one. */
    public enum Edge {
        LEFT,
        RIGHT
    }

    private record Column(Edge edge, List<String> cells) {
        int width() {
            return cells.stream()
                    .mapToInt(cell -> cell.codePointCount(0, cell.length()))
                    .max()
                    .orElse(0);
        }
    }

    private final List<Column> columns = new ArrayList<>();

    /** Adds a column; all columns have the same number of cells, the first of which is the heading. */
    public TextTable column(Edge edge, List<String> cells) {
        columns.add(new Column(edge, List.copyOf(cells)));
        return this;
    }

    /** The width of the widest line. */
    int width() {
        return columns.stream().mapToInt(Column::width).sum() + 2 * Math.max(0, columns.size() - 1);
    }

    /** The cells, row by row, the headings first. */
    List<List<String>> rows() {
        int rows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
        return IntStream.range(0, rows)
                .mapToObj(row ->
                        columns.stream().map(column -> column.cells().get(row)).toList())
                .toList();
    }

    /** The table as text, a line a row, the headings first. */
    public List<String> lines() {
        return rows().stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(columns.get(i).width() - cell.codePointCount(0, cell.length()));
            line.append(i == 0 ? "" : "  ")
                    .append(columns.get(i).edge() == Edge.RIGHT ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
