package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Rows whose cells come by name: columns appear when they are first named, a row's other cells are missing. */
final class ObjectRows {

    private final TableLimits limits;
    private final CellSink cells;
    private final ColumnNames names;
    private final Map<String, Integer> columns = new HashMap<>();

    /** The row, counted from 1, in which each column was last named. */
    private long[] lastNamed = new long[16];

    private long rows;
    private long line;

    ObjectRows(TableLimits limits, CellSink cells) {
        this.limits = limits;
        this.cells = cells;
        this.names = new ColumnNames(limits.maxColumns());
    }

    void begin(long startingLine) {
        line = startingLine;
        if (++rows > limits.maxRows()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d: the table has more than the allowed %,d rows".formatted(line, limits.maxRows()));
        }
    }

    /** The column of this name, whose cell comes next. */
    int member(String name) {
        Integer known = columns.get(name);
        int column = known == null ? appear(name) : known;
        if (lastNamed[column] == rows) {
            throw new UnreadableTableException(
                    Reason.DUPLICATE_COLUMN,
                    "Line %d has the key '%s' twice. Remove or rename one of them".formatted(line, name));
        }
        lastNamed[column] = rows;
        return column;
    }

    void empty(int column) {
        cells.empty(column);
    }

    void text(int column, char[] buffer, int offset, int length) {
        if (length == 0) {
            cells.empty(column);
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == 0) {
                throw new UnreadableTableException(
                        Reason.MALFORMED,
                        "Line %d, key '%s': the text has a NUL character. Remove it".formatted(line, name(column)));
            }
        }
        cells.text(column, buffer, offset, length, line);
    }

    void end() {
        for (int column = 0; column < names.count(); column++) {
            if (lastNamed[column] != rows) {
                cells.empty(column);
            }
        }
    }

    TableOutline outline() {
        if (rows == 0) {
            throw new UnreadableTableException(
                    Reason.EMPTY,
                    "The file is empty. It needs one JSON object per line, such as {\"age\": 39, \"city\": \"Oslo\"}");
        }
        if (names.count() == 0) {
            throw new UnreadableTableException(
                    Reason.EMPTY, "The file has %,d objects and no keys. The keys are the columns".formatted(rows));
        }
        return new TableOutline(names.all(), rows);
    }

    UnreadableTableException nested(int column) {
        return new UnreadableTableException(
                Reason.NESTED,
                "Line %d, key '%s': the value is an object or an array. A cell takes a number, a text, true, false or null: give each part a key of its own"
                        .formatted(line, name(column)));
    }

    UnreadableTableException tooLong(long where, RuntimeException cause) {
        return new UnreadableTableException(
                Reason.TOO_LARGE,
                "Line %d: a key, a number or a text is too long. A text may have %,d characters"
                        .formatted(where, limits.maxCellChars()),
                cause);
    }

    private String name(int column) {
        return names.all().get(column);
    }

    private int appear(String name) {
        names.add(name, "Line " + line);
        int column = names.count() - 1;
        columns.put(name, column);
        if (column == lastNamed.length) {
            lastNamed = Arrays.copyOf(lastNamed, column * 2);
        }
        cells.column(name);
        for (long row = 1; row < rows; row++) {
            cells.empty(column);
        }
        return column;
    }
}
