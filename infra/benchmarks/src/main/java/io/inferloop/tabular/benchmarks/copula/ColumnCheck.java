package io.inferloop.tabular.benchmarks.copula;

import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.ColumnSchema;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import io.inferloop.tabular.core.table.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Whether a synthetic column stays in what the real one allows: categories, range, decimals, share of missing cells. */
final class ColumnCheck {

    /** A hundredth, and on small tables what chance alone explains. */
    private static final double MISSING_RATE_TOLERANCE = 0.01;

    private static final double STANDARD_ERRORS = 3;

    private ColumnCheck() {}

    static List<String> mistakes(ColumnSchema schema, Column real, RawColumn text, Column synthetic) {
        List<String> mistakes = new ArrayList<>();
        switch (schema) {
            case ColumnSchema.Categorical labels -> mistakes.addAll(unknown(labels, (CategoricalColumn) synthetic));
            case ColumnSchema.Numeric numeric -> {
                if (!inRange(range((NumericColumn) real), range((NumericColumn) synthetic))) {
                    mistakes.add("'%s' leaves the table's range".formatted(numeric.name()));
                }
                if (Arrays.stream(text.values()).anyMatch(value -> decimals(value) > numeric.decimals())) {
                    mistakes.add("'%s' has more than %d decimals".formatted(numeric.name(), numeric.decimals()));
                }
            }
            case ColumnSchema.Datetime datetime -> {
                if (!inRange(range((DatetimeColumn) real), range((DatetimeColumn) synthetic))) {
                    mistakes.add("'%s' leaves the table's range".formatted(datetime.name()));
                }
            }
            case ColumnSchema.Bool labels -> {}
            case ColumnSchema.Key keys -> {}
        }
        double expected = missingRate(real);
        double actual = missingRate(synthetic);
        double chance = STANDARD_ERRORS * Math.sqrt(expected * (1 - expected) / synthetic.size());
        if (Math.abs(actual - expected) > Math.max(MISSING_RATE_TOLERANCE, chance)) {
            mistakes.add(String.format(
                    Locale.ROOT, "'%s' is missing in %.4f of the rows, not in %.4f", schema.name(), actual, expected));
        }
        return mistakes;
    }

    private static List<String> unknown(ColumnSchema.Categorical known, CategoricalColumn synthetic) {
        Set<String> labels = new HashSet<>(known.categories());
        return synthetic.categories().stream()
                .filter(label -> !labels.contains(label))
                .map(label -> "'%s' has the category '%s', which the table has not".formatted(known.name(), label))
                .toList();
    }

    private static double missingRate(Column column) {
        return (double) column.missingCount() / column.size();
    }

    private static int decimals(String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point - 1;
    }

    private static double[] range(NumericColumn column) {
        var summary = DoubleStream.of(column.values())
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        return new double[] {summary.getMin(), summary.getMax()};
    }

    private static double[] range(DatetimeColumn column) {
        LongSummaryStatistics summary = LongStream.of(column.epochMillis())
                .filter(value -> value != DatetimeColumn.MISSING)
                .summaryStatistics();
        return new double[] {summary.getMin(), summary.getMax()};
    }

    /** An empty column has the range from positive to negative infinity (of its type), which is in every range. */
    private static boolean inRange(double[] real, double[] synthetic) {
        return synthetic[0] >= real[0] && synthetic[1] <= real[1];
    }
}
