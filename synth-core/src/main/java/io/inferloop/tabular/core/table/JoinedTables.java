package io.inferloop.tabular.core.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two tables of the same columns, one below the other. */
public final class JoinedTables {

    private JoinedTables() {}

    /**
     * The rows of {@code first} and then those of {@code second}, with the columns of {@code first}.
     *
     * @throws IllegalArgumentException if a column of {@code first} is not in {@code second}, or is of another kind there
     */
    public static Table of(Table first, Table second) {
        return new Table(first.columns().stream()
                .map(column -> joined(column, second.column(column.name())))
                .toList());
    }

    private static Column joined(Column first, Column second) {
        if (first.getClass() != second.getClass()) {
            throw new IllegalArgumentException("Column '%s' is %s in one table and %s in the other"
                    .formatted(first.name(), first.type(), second.type()));
        }
        return switch (first) {
            case NumericColumn numbers -> joined(numbers, (NumericColumn) second);
            case CategoricalColumn labels -> joined(labels, (CategoricalColumn) second);
            case BooleanColumn flags -> joined(flags, (BooleanColumn) second);
            case DatetimeColumn times -> joined(times, (DatetimeColumn) second);
            case KeyColumn keys -> joined(keys, (KeyColumn) second);
        };
    }

    private static Column joined(NumericColumn first, NumericColumn second) {
        return new NumericColumn(
                first.name(),
                DoubleStream.concat(DoubleStream.of(first.values()), DoubleStream.of(second.values()))
                        .toArray(),
                Math.max(first.decimals(), second.decimals()));
    }

    private static Column joined(CategoricalColumn first, CategoricalColumn second) {
        List<String> categories = new ArrayList<>(first.categories());
        Map<String, Integer> codes = new HashMap<>();
        categories.forEach(category -> codes.put(category, codes.size()));
        int[] translated = second.categories().stream()
                .mapToInt(category -> codes.computeIfAbsent(category, added -> {
                    categories.add(added);
                    return categories.size() - 1;
                }))
                .toArray();
        int[] joined = new int[first.size() + second.size()];
        System.arraycopy(first.codes(), 0, joined, 0, first.size());
        for (int row = 0; row < second.size(); row++) {
            joined[first.size() + row] =
                    second.isMissing(row) ? CategoricalColumn.MISSING : translated[second.codes()[row]];
        }
        return new CategoricalColumn(first.name(), joined, categories);
    }

    private static Column joined(BooleanColumn first, BooleanColumn second) {
        byte[] joined = new byte[first.size() + second.size()];
        System.arraycopy(first.values(), 0, joined, 0, first.size());
        System.arraycopy(second.values(), 0, joined, first.size(), second.size());
        return new BooleanColumn(first.name(), joined, first.trueLabel(), first.falseLabel());
    }

    private static Column joined(DatetimeColumn first, DatetimeColumn second) {
        return new DatetimeColumn(
                first.name(),
                LongStream.concat(LongStream.of(first.epochMillis()), LongStream.of(second.epochMillis()))
                        .toArray(),
                first.pattern());
    }

    private static Column joined(KeyColumn first, KeyColumn second) {
        @Nullable
        String[] joined = Stream.concat(Stream.of(first.values()), Stream.of(second.values()))
                .toArray(String[]::new);
        return new KeyColumn(first.name(), first.type(), joined);
    }
}
