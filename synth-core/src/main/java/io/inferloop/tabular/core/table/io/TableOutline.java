package io.inferloop.tabular.core.table.io;

import java.util.List;

/**
 * What a pass over a table tells without keeping it.
 *
 * @param columns the header's names, in the file's order
 * @param rows below the header, at least 1
 */
public record TableOutline(List<String> columns, long rows) {

    public TableOutline {
        columns = List.copyOf(columns);
    }
}
