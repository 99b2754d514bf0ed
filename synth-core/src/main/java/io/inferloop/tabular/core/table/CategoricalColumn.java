package io.inferloop.tabular.core.table;

import java.util.List;

/**
 * Labels from a closed set.
 *
 * @param codes one index into {@code categories} per row, {@value #MISSING} where the cell is missing; owned by the column
 * @param categories the distinct labels, in order of first appearance
 */
public record CategoricalColumn(String name, int[] codes, List<String> categories) implements Column {

    public static final int MISSING = -1;

    public CategoricalColumn {
        categories = List.copyOf(categories);
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORICAL;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public CategoricalColumn select(int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = codes[rows[i]];
        }
        return new CategoricalColumn(name, selected, categories);
    }
}
