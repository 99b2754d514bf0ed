package io.inferloop.tabular.core.table.io;

/** Where the cells of a table go as they are read. */
interface CellSink {

    /** Lets every cell go. */
    CellSink NONE = new CellSink() {
        @Override
        public void column(String name) {}

        @Override
        public void text(int column, char[] buffer, int offset, int length, long line) {}

        @Override
        public void empty(int column) {}
    };

    /** A column that is new, the next in order. */
    void column(String name);

    /** A cell with text, below the column's last one; the buffer is the reader's and changes after this call. */
    void text(int column, char[] buffer, int offset, int length, long line);

    /** A missing value, below the column's last cell. */
    void empty(int column);
}
