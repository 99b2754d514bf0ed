package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.synthesis.FitMemory;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.TypedTable;
import java.util.function.IntUnaryOperator;

/**
 * What a training takes: tokens of every cell on the heap and again for the runtime, the weights with what the optimiser keeps of them, and
 * what a step computes of a batch, forwards and backwards.
 */
final class ArgnMemory {

    /** A token as its column has it, in the table of all and where the runtime reads it, and its number while it is made. */
    private static final long BYTES_PER_CELL = 20;

    /** Weights and two moments, each in both sets of memory that runs read and write in turn, a gradient and a copy of the state. */
    private static final long FLOATS_PER_WEIGHT = 9;

    /** Of each number that a step computes: itself, its gradient and what the operators between have. */
    private static final long FLOATS_PER_ACTIVATION = 8;

    /** Labels beyond these share tokens. */
    private static final int MOST_TOKENS = 513;

    private ArgnMemory() {}

    /** @param batchRows of a training, by the rows of its table */
    static FitMemory of(TypedTable table, int maxBins, IntUnaryOperator batchRows) {
        int[] tokens = table.table().columns().stream()
                .filter(column -> !(column instanceof KeyColumn))
                .mapToInt(column -> tokens(column, maxBins))
                .toArray();
        ArgnLayout layout = ArgnLayout.ofTokens(tokens);
        long weights = (long) layout.inputs() * layout.hiddenUnits()
                + (long) layout.allTokens() * (layout.hidden() + layout.embedding() + 1);
        long activations = (long) layout.inputs() + layout.hiddenUnits() + layout.allTokens();
        return rows -> BYTES_PER_CELL * tokens.length * rows
                + Float.BYTES * FLOATS_PER_WEIGHT * weights
                + Float.BYTES * FLOATS_PER_ACTIVATION * activations * batchRows.applyAsInt(rows);
    }

    private static int tokens(Column column, int maxBins) {
        return 1
                + switch (column) {
                    case NumericColumn numbers -> Math.min(maxBins, Math.max(1, numbers.size()));
                    case DatetimeColumn times -> Math.min(maxBins, Math.max(1, times.size()));
                    case BooleanColumn flags -> 2;
                    case CategoricalColumn labels ->
                        Math.clamp(labels.categories().size(), 1, MOST_TOKENS);
                    case KeyColumn key -> 0;
                };
    }
}
