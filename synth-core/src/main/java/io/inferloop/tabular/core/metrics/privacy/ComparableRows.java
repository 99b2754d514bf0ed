package io.inferloop.tabular.core.metrics.privacy;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of two tables, the second's numbered on from the first's, with every cell as a number that is equal when the cells are. */
final class ComparableRows {

    private final List<long[]> cells;
    private final long[] hashes;

    private ComparableRows(List<long[]> cells, int rows) {
        this.cells = List.copyOf(cells);
        this.hashes = hashes(cells, rows);
    }

    static ComparableRows of(Table first, Table second) {
        List<long[]> cells = new ArrayList<>();
        for (Column column : first.columns()) {
            Column counterpart = second.column(column.name());
            if (column.getClass() != counterpart.getClass()) {
                throw new IllegalArgumentException("Column '%s' is %s in one table and %s in the other"
                        .formatted(column.name(), column.type(), counterpart.type()));
            }
            if (!(column instanceof KeyColumn)) {
                Map<String, Integer> labels = new HashMap<>();
                long[] joined = new long[column.size() + counterpart.size()];
                fill(joined, 0, column, labels);
                fill(joined, column.size(), counterpart, labels);
                cells.add(joined);
            }
        }
        return new ComparableRows(cells, first.rows() + second.rows());
    }

    int columns() {
        return cells.size();
    }

    boolean equal(int row, int other) {
        if (hashes[row] != hashes[other]) {
            return false;
        }
        for (long[] column : cells) {
            if (column[row] != column[other]) {
                return false;
            }
        }
        return true;
    }

    long hash(int row) {
        return hashes[row];
    }

    /**
     * Column by column, because rows lie scattered in memory. Each cell goes through the finaliser of Murmur3, which
     * spreads doubles that differ in their high bits only.
     */
    private static long[] hashes(List<long[]> cells, int rows) {
        long[] hashes = new long[rows];
        for (long[] column : cells) {
            for (int row = 0; row < rows; row++) {
                long hash = (hashes[row] ^ column[row]) * 0xFF51AFD7ED558CCDL;
                hashes[row] = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
            }
        }
        return hashes;
    }

    private static void fill(long[] cells, int from, Column column, Map<String, Integer> labels) {
        switch (column) {
            case NumericColumn numbers -> {
                for (int row = 0; row < numbers.size(); row++) {
                    // Adding 0.0 makes -0.0 the same number as 0.0.
                    cells[from + row] = Double.doubleToLongBits(numbers.values()[row] + 0.0);
                }
            }
            case DatetimeColumn times -> System.arraycopy(times.epochMillis(), 0, cells, from, times.size());
            case BooleanColumn flags -> {
                for (int row = 0; row < flags.size(); row++) {
                    cells[from + row] = flags.values()[row];
                }
            }
            case CategoricalColumn categories -> {
                int[] joint = categories.categories().stream()
                        .mapToInt(label -> labels.computeIfAbsent(label, unused -> labels.size()))
                        .toArray();
                for (int row = 0; row < categories.size(); row++) {
                    cells[from + row] =
                            categories.isMissing(row) ? -1 : joint[categories.codes()[row]];
                }
            }
            case KeyColumn keys -> throw new IllegalArgumentException("Keys are not compared: " + keys.name());
        }
    }
}
