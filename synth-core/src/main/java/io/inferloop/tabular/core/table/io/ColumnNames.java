package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a table's columns as they are met: distinct, not blank, not endless, not too many. */
final class ColumnNames {

    private static final int LONGEST_NAME = 256;

    private final int maxColumns;
    private final List<String> names = new ArrayList<>();

    /** By name as Unicode composes it: é is é, in one code point or in two. */
    private final Map<String, Integer> numbers = new HashMap<>();

    ColumnNames(int maxColumns) {
        this.maxColumns = maxColumns;
    }

    /** @param where the place in the file, for the message: {@code Line 1} */
    void add(String name, String where) {
        int number = names.size() + 1;
        if (number > maxColumns) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "%s: the table has more than the allowed %,d columns. Send fewer columns, or choose a larger plan"
                            .formatted(where, maxColumns));
        }
        if (name.isBlank()) {
            throw new UnreadableTableException(
                    Reason.MALFORMED, "%s, column %d: the column has no name. Name it".formatted(where, number));
        }
        if (name.indexOf('\0') >= 0) {
            throw new UnreadableTableException(
                    Reason.MALFORMED,
                    "%s, column %d: the column's name has a NUL character. Rename it".formatted(where, number));
        }
        if (name.length() > LONGEST_NAME) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "%s, column %d: the column's name has %d characters, allowed are %d. Shorten it"
                            .formatted(where, number, name.length(), LONGEST_NAME));
        }
        Integer first = numbers.putIfAbsent(Normalizer.normalize(name, Normalizer.Form.NFC), number);
        if (first != null) {
            throw new UnreadableTableException(
                    Reason.DUPLICATE_COLUMN,
                    "%s: columns %d and %d are both called '%s'. Rename one of them"
                            .formatted(where, first, number, name));
        }
        names.add(name);
    }

    int count() {
        return names.size();
    }

    List<String> all() {
        return List.copyOf(names);
    }
}
