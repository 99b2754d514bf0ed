package io.inferloop.tabular.core.metrics.fidelity;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One column of the real and of the synthetic table, in terms that both share. */
sealed interface PairedColumn {

    String name();

    /** Numbers and datetimes (nanoseconds since 1970, as SDMetrics takes them); NaN where missing. */
    record Continuous(String name, double[] real, double[] synthetic) implements PairedColumn {}

    /**
     * Categories and booleans.
     *
     * @param real one code per row, {@code categories} where missing
     * @param synthetic likewise, by the same codes
     * @param categories the number of labels that occur in either table's list
     */
    record Discrete(String name, int[] real, int[] synthetic, int categories) implements PairedColumn {}

    /**
     * Null for keys, which no report compares.
     *
     * @throws IllegalArgumentException if the columns are not of one kind
     */
    static @Nullable PairedColumn of(Column real, Column synthetic) {
        if (!sameKind(real, synthetic)) {
            throw new IllegalArgumentException("Column '%s' is %s in the real table and %s in the synthetic one"
                    .formatted(real.name(), real.type(), synthetic.type()));
        }
        return switch (real) {
            case NumericColumn column ->
                new Continuous(column.name(), column.values(), ((NumericColumn) synthetic).values());
            case DatetimeColumn column ->
                new Continuous(column.name(), nanoseconds(column), nanoseconds((DatetimeColumn) synthetic));
            case BooleanColumn column ->
                new Discrete(column.name(), codes(column), codes((BooleanColumn) synthetic), 2);
            case CategoricalColumn column -> discrete(column, (CategoricalColumn) synthetic);
            case KeyColumn unused -> null;
        };
    }

    /** Whether both columns hold the same kind of values. */
    static boolean sameKind(Column real, Column synthetic) {
        return real.getClass() == synthetic.getClass();
    }

    private static double[] nanoseconds(DatetimeColumn column) {
        double[] nanoseconds = new double[column.size()];
        for (int row = 0; row < nanoseconds.length; row++) {
            nanoseconds[row] = column.isMissing(row) ? Double.NaN : column.epochMillis()[row] * 1e6;
        }
        return nanoseconds;
    }

    private static int[] codes(BooleanColumn column) {
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? 2 : column.values()[row];
        }
        return codes;
    }

    private static Discrete discrete(CategoricalColumn real, CategoricalColumn synthetic) {
        Map<String, Integer> labels = new HashMap<>();
        for (String label : real.categories()) {
            labels.putIfAbsent(label, labels.size());
        }
        for (String label : synthetic.categories()) {
            labels.putIfAbsent(label, labels.size());
        }
        return new Discrete(real.name(), codes(real, labels), codes(synthetic, labels), labels.size());
    }

    private static int[] codes(CategoricalColumn column, Map<String, Integer> labels) {
        List<Integer> joint = new ArrayList<>();
        column.categories().forEach(label -> joint.add(labels.getOrDefault(label, labels.size())));
        int[] translated = joint.stream().mapToInt(Integer::intValue).toArray();
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? labels.size() : translated[column.codes()[row]];
        }
        return codes;
    }
}
