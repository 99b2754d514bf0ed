package io.inferloop.tabular.standalone.console;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that line up. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> rightAligned;

    /** @param header whose names, when they start with {@code >}, stand over a column that is aligned to the right */
    public TextTable(String... header) {
        List<String> names = new ArrayList<>();
        rightAligned = new ArrayList<>();
        for (String name : header) {
            boolean right = name.startsWith(">");
            rightAligned.add(right);
            names.add(right ? name.substring(1) : name);
        }
        rows.add(names);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if there are not as many cells as columns
     */
    public TextTable row(String... cells) {
        if (cells.length != rightAligned.size()) {
            throw new IllegalArgumentException(
                    "The table has %d columns, the row %d".formatted(rightAligned.size(), cells.length));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Each line indented by two spaces, none with spaces at its end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(width(column) - cell.length());
                line.append(GAP).append(rightAligned.get(column) ? padding + cell : cell + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
