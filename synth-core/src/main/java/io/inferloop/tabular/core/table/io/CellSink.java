package io.inferloop.tabular.core.table.io;

import java.util.List;

/** Where the cells of a table go as they are read, row by row. */
interface CellSink {

    /** Lets every cell go. */
    CellSink NONE = new CellSink() {
        @Override
        public void begin(List<String> columns) {}

        @Override
        public void text(int column, char[] buffer, int offset, int length, long line) {}

        @Override
        public void empty(int column) {}
    };

    /** Comes once, after the header. */
    void begin(List<String> columns);

    /** A cell with text; the buffer is the reader's and changes after this call. */
    void text(int column, char[] buffer, int offset, int length, long line);

    /** A missing value. */
    void empty(int column);
}
