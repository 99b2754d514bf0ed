package io.inferloop.tabular.core.metrics.utility;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import java.util.List;
import java.util.stream.IntStream;

/** A column of labels as classes, by the labels themselves, so that tables with other codes agree. */
final class TargetClasses {

    private static final List<String> TRUTHS = List.of("false", "true");

    private TargetClasses() {}

    /** Empty for a column of another kind. */
    static List<String> labels(Column column) {
        return switch (column) {
            case CategoricalColumn categories -> categories.categories();
            case BooleanColumn unused -> TRUTHS;
            default -> List.of();
        };
    }

    /** Rows per label, in the order of {@link #labels}. */
    static int[] counts(Column column) {
        int[] counts = new int[labels(column).size()];
        if (counts.length > 0) {
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row)) {
                    counts[code(column, row)]++;
                }
            }
        }
        return counts;
    }

    /** Which rows carry the label; none if the column does not know it. */
    static boolean[] members(Column column, String label) {
        int wanted = labels(column).indexOf(label);
        boolean[] members = new boolean[column.size()];
        IntStream.range(0, members.length)
                .filter(row -> !column.isMissing(row) && code(column, row) == wanted)
                .forEach(row -> members[row] = true);
        return members;
    }

    private static int code(Column column, int row) {
        return switch (column) {
            case CategoricalColumn categories -> categories.codes()[row];
            case BooleanColumn flags -> flags.values()[row];
            default -> throw new IllegalArgumentException("'%s' has no labels".formatted(column.name()));
        };
    }
}
