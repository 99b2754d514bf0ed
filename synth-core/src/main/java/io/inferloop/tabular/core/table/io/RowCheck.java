package io.inferloop.tabular.core.table.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;

/** Checks every row against the header and the limits and passes its cells on; a record is its number of fields. */
final class RowCheck extends AbstractBaseCsvCallbackHandler<Integer> {

    private final TableLimits limits;
    private final ColumnNames names;
    private final CellSink cells;
    private int columns;
    private boolean inHeader = true;
    private boolean empty;
    private long line;
    private long rows;

    RowCheck(TableLimits limits, CellSink cells) {
        this.limits = limits;
        this.names = new ColumnNames(limits.maxColumns());
        this.cells = cells;
    }

    long line() {
        return Math.max(1, line);
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        empty = false;
    }

    @Override
    protected void handleEmpty() {
        empty = true;
    }

    @Override
    protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
        if (length > limits.maxCellChars()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d, column %d: a cell has %d characters, allowed are %d"
                            .formatted(line, field + 1, length, limits.maxCellChars()));
        }
        if (inHeader) {
            names.add(new String(buffer, offset, length), "Line " + line);
        } else if (field >= columns) {
            // Said at once: such a line may go on for ever.
            throw ragged("more than %d cells".formatted(columns));
        } else if (length == 0) {
            cells.empty(field);
        } else {
            cells.text(field, buffer, offset, length, line);
        }
    }

    @Override
    protected Integer buildRecord() {
        return empty ? 0 : getFieldCount();
    }

    void endRow(int fields) {
        if (inHeader) {
            columns = names.count();
            if (columns == 0) {
                throw new UnreadableTableException(Reason.EMPTY, "Line 1 is empty. It needs the column names");
            }
            names.all().forEach(cells::column);
            inHeader = false;
            return;
        }
        if (fields == 0 && columns == 1) {
            cells.empty(0);
        } else if (fields == 0) {
            return;
        } else if (fields != columns) {
            throw ragged("%d cells".formatted(fields));
        }
        if (++rows > limits.maxRows()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d: the table has more than the allowed %d rows".formatted(line, limits.maxRows()));
        }
    }

    /** A line or a cell that the parser has no more room for. */
    UnreadableTableException endlessCell() {
        return new UnreadableTableException(
                Reason.TOO_LARGE,
                "Line %d: a cell has more than the allowed %,d characters. Look for a quote that is not closed, or for a file that is not CSV"
                        .formatted(line(), limits.maxCellChars()));
    }

    private UnreadableTableException ragged(String cellsFound) {
        return new UnreadableTableException(
                Reason.RAGGED_ROW,
                "Line %d has %s, the header has %d columns. Add the missing cells or quote the cell that holds a comma"
                        .formatted(line, cellsFound, columns));
    }

    TableOutline outline() {
        if (inHeader) {
            throw new UnreadableTableException(
                    Reason.EMPTY, "The file is empty. It needs a header row with the column names, and rows below it");
        }
        if (rows == 0) {
            throw new UnreadableTableException(
                    Reason.NO_ROWS,
                    "The file has a header with %d columns and no rows. Add rows below line 1".formatted(columns));
        }
        return new TableOutline(names.all(), rows);
    }
}
