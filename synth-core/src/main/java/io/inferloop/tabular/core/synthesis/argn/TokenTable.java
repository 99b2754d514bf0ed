package io.inferloop.tabular.core.synthesis.argn;

import io.inferloop.tabular.core.keys.KeyRecipes;
import io.inferloop.tabular.core.model.KeyRecipe;
import io.inferloop.tabular.core.synthesis.Cancellation;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.TableSchema;
import io.inferloop.tabular.core.table.TypedTable;
import io.inferloop.tabular.core.transform.CategoryPool;
import io.inferloop.tabular.core.transform.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as tokens.
 *
 * @param columns every column but the keys, in the table's order
 * @param schema the table's schema with only those labels that the model can produce
 */
record TokenTable(int rows, List<ColumnTokens> columns, TableSchema schema, List<KeyRecipe> keys) {

    static TokenTable of(TypedTable table, int maxTokens, int minCount, Cancellation cancellation) {
        List<ColumnTokens> columns = new ArrayList<>();
        List<ColumnSchema> schema = new ArrayList<>(table.schema().columns());
        List<KeyRecipe> keys = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            cancellation.throwIfCancelled();
            switch (table.table().columns().get(i)) {
                case NumericColumn numbers ->
                    columns.add(NumberTokens.of(i, numbers.values(), Grid.of(numbers), maxTokens, minCount));
                case DatetimeColumn times ->
                    columns.add(NumberTokens.of(i, times.millisOrNaN(), Grid.of(times), maxTokens, minCount));
                case BooleanColumn bool -> {
                    List<String> labels = List.of(bool.falseLabel(), bool.trueLabel());
                    CategoryPool pool = CategoryPool.of(labels, bool.codes(), 0);
                    columns.add(LabelTokens.of(i, pool, missing(bool)));
                }
                case CategoricalColumn labels -> {
                    CategoryPool pool = CategoryPool.of(labels.categories(), labels.codes(), minCount);
                    columns.add(LabelTokens.of(i, pool, missing(labels)));
                    schema.set(i, new ColumnSchema.Categorical(labels.name(), pool.labels()));
                }
                case KeyColumn key -> keys.add(KeyRecipes.of(key));
            }
        }
        return new TokenTable(table.table().rows(), List.copyOf(columns), new TableSchema(schema), List.copyOf(keys));
    }

    private static boolean[] missing(Column column) {
        boolean[] missing = new boolean[column.size()];
        for (int row = 0; row < missing.length; row++) {
            missing[row] = column.isMissing(row);
        }
        return missing;
    }

    /** Every row's tokens, row-major. */
    int[] codes() {
        int[] codes = new int[Math.multiplyExact(rows, columns.size())];
        for (int column = 0; column < columns.size(); column++) {
            int[] own = columns.get(column).codes();
            for (int row = 0; row < rows; row++) {
                codes[row * columns.size() + column] = own[row];
            }
        }
        return codes;
    }
}
