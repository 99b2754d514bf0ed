package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The columns that two tables are compared by: those of the real table, in its order, keys left out. */
record PairedTables(List<PairedColumn> columns) {

    PairedTables {
        columns = List.copyOf(columns);
    }

    static PairedTables of(Table real, Table synthetic) {
        List<PairedColumn> columns = new ArrayList<>();
        for (Column column : real.columns()) {
            PairedColumn paired = PairedColumn.of(column, synthetic.column(column.name()));
            if (paired != null) {
                columns.add(paired);
            }
        }
        return new PairedTables(columns);
    }
}
