package io.inferloop.tabular.core.table.io;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;

/** Checks every row against the header and the limits and passes its cells on; a record is its number of fields. */
final class RowCheck extends AbstractBaseCsvCallbackHandler<Integer> {

    private final CsvLimits limits;
    private final Header header;
    private final CellSink cells;
    private int columns;
    private boolean inHeader = true;
    private boolean empty;
    private long line;
    private long rows;

    RowCheck(CsvLimits limits, CellSink cells) {
        this.limits = limits;
        this.header = new Header(limits.maxColumns());
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
            header.add(new String(buffer, offset, length), line);
        } else if (field < columns) {
            if (length == 0) {
                cells.empty(field);
            } else {
                cells.text(field, buffer, offset, length, line);
            }
        }
    }

    @Override
    protected Integer buildRecord() {
        return empty ? 0 : getFieldCount();
    }

    void endRow(int fields) {
        if (inHeader) {
            columns = header.names().size();
            cells.begin(header.names());
            inHeader = false;
            return;
        }
        if (fields == 0 && columns == 1) {
            cells.empty(0);
        } else if (fields == 0) {
            return;
        } else if (fields != columns) {
            throw new UnreadableTableException(
                    Reason.RAGGED_ROW,
                    "Line %d has %d cells, the header has %d columns. Add the missing cells or quote the cell that holds a comma"
                            .formatted(line, fields, columns));
        }
        if (++rows > limits.maxRows()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Line %d: the table has more than the allowed %d rows".formatted(line, limits.maxRows()));
        }
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
        return new TableOutline(header.names(), rows);
    }
}
