package io.inferloop.tabular.core.table;

/**
 * True and false.
 *
 * @param values 1 for true, 0 for false, {@value #MISSING} for a missing cell; owned by the column
 * @param trueLabel how the file writes true, such as {@code True} or {@code yes}
 * @param falseLabel how the file writes false
 */
public record BooleanColumn(String name, byte[] values, String trueLabel, String falseLabel) implements Column {

    public static final byte MISSING = -1;

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == MISSING;
    }

    /** The values as codes of the two labels, false first; a new array. */
    public int[] codes() {
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = values[row];
        }
        return codes;
    }

    @Override
    public BooleanColumn select(int[] rows) {
        byte[] selected = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new BooleanColumn(name, selected, trueLabel, falseLabel);
    }
}
