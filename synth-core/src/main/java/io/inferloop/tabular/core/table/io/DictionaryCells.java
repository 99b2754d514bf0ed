package io.inferloop.tabular.core.table.io;

import io.inferloop.tabular.core.table.RawColumn;
import java.util.Arrays;
import java.util.List;

/** Keeps a table as one dictionary per column. */
final class DictionaryCells implements CellSink {

    private TextDictionary[] columns = {};

    @Override
    public void begin(List<String> names) {
        columns = names.stream().map(TextDictionary::new).toArray(TextDictionary[]::new);
    }

    @Override
    public void text(int column, char[] buffer, int offset, int length, long line) {
        columns[column].add(buffer, offset, length, line);
    }

    @Override
    public void empty(int column) {
        columns[column].addEmpty();
    }

    List<RawColumn> columns() {
        return Arrays.stream(columns).map(TextDictionary::toColumn).toList();
    }
}
