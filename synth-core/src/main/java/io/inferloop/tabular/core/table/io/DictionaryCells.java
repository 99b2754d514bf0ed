package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawColumn;
import java.util.ArrayList;
import java.util.List;

/** Keeps a table as one dictionary per column. */
final class DictionaryCells implements CellSink {

    private final List<TextDictionary> columns = new ArrayList<>();

    @Override
    public void column(String name) {
        columns.add(new TextDictionary(name));
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length, long line) {
        columns.get(column).add(buffer, offset, length, line);
    }

    @Override
    public void empty(int column) {
        columns.get(column).addEmpty();
    }

    List<RawColumn> columns() {
        return columns.stream().map(TextDictionary::toColumn).toList();
    }
}
