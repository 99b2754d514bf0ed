package io.inferloop.tabular.core.table;

/**
 * Numbers. A missing cell is {@code NaN}; infinities do not occur.
 *
 * @param values one value per row, owned by the column and not to be changed by callers
 * @param decimals the most digits behind the point that any value was written with; 0 for whole numbers
 */
public record NumericColumn(String name, double[] values, int decimals) implements Column {

    public NumericColumn {
        if (decimals < 0) {
            throw new IllegalArgumentException(
                    "Column '%s': decimals must not be negative, got %d".formatted(name, decimals));
        }
    }

    @Override
    public ColumnType type() {
        return decimals == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public NumericColumn select(int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new NumericColumn(name, selected, decimals);
    }
}
