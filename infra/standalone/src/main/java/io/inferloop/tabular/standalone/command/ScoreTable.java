package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.console.TextTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A job's scores with what each means. */
final class ScoreTable {

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("quality", "mean of column shapes and pair trends; 1 is best");
        MEANINGS.put("column_shapes", "each column's distribution beside the real one");
        MEANINGS.put("column_pair_trends", "how columns go together, bins as in SDMetrics");
        MEANINGS.put("column_pair_trends_real_edges", "the same with bins of the real table: stricter");
        MEANINGS.put(
                "baseline_column_pair_trends_real_edges", "the same for permuted columns: what knowing nothing scores");
        MEANINGS.put("diagnostic", "valid values, ranges and structure");
        MEANINGS.put("exact_copy_rate", "synthetic rows that are rows of the real table; low is good");
        MEANINGS.put(
                "exact_copy_rate_of_real_rows",
                "real rows that occur more than once: what the rate above would be for real rows");
    }

    private ScoreTable() {}

    static String of(Map<String, Double> scores) {
        TextTable table = new TextTable("SCORE", ">VALUE", "MEANING");
        MEANINGS.forEach((name, meaning) -> {
            Double value = scores.get(name);
            if (value != null) {
                table.row(name, format(value), meaning);
            }
        });
        scores.forEach((name, value) -> {
            if (!MEANINGS.containsKey(name)) {
                table.row(name, format(value), "");
            }
        });
        return table.toString();
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
