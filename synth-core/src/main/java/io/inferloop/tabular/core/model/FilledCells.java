package io.inferloop.tabular.core.model;

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

/** A table whose missing cells are taken from sampled rows; every other cell is the table's own, to the last digit. */
final class FilledCells {

    private FilledCells() {}

    /**
     * The table with some rows filled.
     *
     * @param sampled rows of the columns that a model knows; others stay as they are
     * @param rows which of the table's own rows those are
     */
    static Table of(Table own, Table sampled, int[] rows) {
        List<String> known = sampled.names();
        return new Table(own.columns().stream()
                .map(column ->
                        known.contains(column.name()) ? filled(column, sampled.column(column.name()), rows) : column)
                .toList());
    }

    private static Column filled(Column own, Column sampled, int[] rows) {
        return switch (own) {
            case NumericColumn numbers -> numbers(numbers, (NumericColumn) sampled, rows);
            case DatetimeColumn times -> times(times, (DatetimeColumn) sampled, rows);
            case CategoricalColumn labels -> labels(labels, (CategoricalColumn) sampled, rows);
            case BooleanColumn truths -> truths(truths, (BooleanColumn) sampled, rows);
            case KeyColumn keys -> keys;
        };
    }

    private static NumericColumn numbers(NumericColumn own, NumericColumn sampled, int[] rows) {
        double[] values = own.values().clone();
        for (int i = 0; i < rows.length; i++) {
            if (own.isMissing(rows[i])) {
                values[rows[i]] = sampled.values()[i];
            }
        }
        return new NumericColumn(own.name(), values, own.decimals());
    }

    private static DatetimeColumn times(DatetimeColumn own, DatetimeColumn sampled, int[] rows) {
        long[] millis = own.epochMillis().clone();
        for (int i = 0; i < rows.length; i++) {
            if (own.isMissing(rows[i])) {
                millis[rows[i]] = sampled.epochMillis()[i];
            }
        }
        return new DatetimeColumn(own.name(), millis, own.pattern());
    }

    private static BooleanColumn truths(BooleanColumn own, BooleanColumn sampled, int[] rows) {
        byte[] values = own.values().clone();
        for (int i = 0; i < rows.length; i++) {
            if (own.isMissing(rows[i])) {
                values[rows[i]] = sampled.values()[i];
            }
        }
        return new BooleanColumn(own.name(), values, own.trueLabel(), own.falseLabel());
    }

    private static CategoricalColumn labels(CategoricalColumn own, CategoricalColumn sampled, int[] rows) {
        List<String> categories = new ArrayList<>(own.categories());
        Map<String, Integer> codes = new HashMap<>();
        categories.forEach(label -> codes.put(label, codes.size()));
        int[] values = own.codes().clone();
        for (int i = 0; i < rows.length; i++) {
            if (own.isMissing(rows[i]) && !sampled.isMissing(i)) {
                values[rows[i]] = codes.computeIfAbsent(sampled.categories().get(sampled.codes()[i]), label -> {
                    categories.add(label);
                    return categories.size() - 1;
                });
            }
        }
        return new CategoricalColumn(own.name(), values, categories);
    }
}
