package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.util.ArrayList;
import java.util.List;

/** The first row: column names, distinct, not blank and not endless. */
final class Header {

    private static final int LONGEST_NAME = 256;

    private final int maxColumns;
    private final List<String> names = new ArrayList<>();

    Header(int maxColumns) {
        this.maxColumns = maxColumns;
    }

    void add(String text, long line) {
        String name = names.isEmpty() && text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = names.size() + 1;
        if (number > maxColumns) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d: the table has more than the allowed %d columns".formatted(line, maxColumns));
        }
        if (name.isBlank()) {
            throw new UnreadableTableException(
                    Reason.MALFORMED,
                    "Line %d, column %d: the column has no name. Name it in the header".formatted(line, number));
        }
        if (name.length() > LONGEST_NAME) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d, column %d: the column's name has %d characters, allowed are %d. Shorten it"
                            .formatted(line, number, name.length(), LONGEST_NAME));
        }
        int first = names.indexOf(name);
        if (first >= 0) {
            throw new UnreadableTableException(
                    Reason.DUPLICATE_COLUMN,
                    "Line %d: columns %d and %d are both called '%s'. Rename one of them"
                            .formatted(line, first + 1, number, name));
        }
        names.add(name);
    }

    List<String> names() {
        if (names.isEmpty()) {
            throw new UnreadableTableException(Reason.EMPTY, "Line 1 is empty. It needs the column names");
        }
        return List.copyOf(names);
    }
}
