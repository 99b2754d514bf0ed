package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.Table;
import java.util.Arrays;
import java.util.List;

/** Small tables by hand. */
final class FixtureTables {

    private FixtureTables() {}

    static Table table(Column... columns) {
        return new Table(List.of(columns));
    }

    static Column numbers(String name, double... values) {
        return new NumericColumn(name, values, 2);
    }

    static Column labels(String name, String... values) {
        List<String> categories = Arrays.stream(values)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        return new CategoricalColumn(
                name, Arrays.stream(values).mapToInt(categories::indexOf).toArray(), categories);
    }
}
