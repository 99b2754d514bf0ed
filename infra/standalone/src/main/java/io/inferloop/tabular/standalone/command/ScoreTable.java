package io.inferloop.tabular.standalone.command;

import io.inferloop.tabular.standalone.console.TextTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job's scores, each beside what real rows and what shuffled columns score in the same place. */
final class ScoreTable {

    private static final String CEILING = "holdout_";
    private static final String BASELINE = "baseline_";

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("quality", "mean of column shapes and pair trends, as in SDMetrics");
        MEANINGS.put("column_shapes", "how alike each column is distributed");
        MEANINGS.put("column_pair_trends", "how columns go together, bins as in SDMetrics");
        MEANINGS.put("column_pair_trends_real_edges", "the same with the bins of the real table");
        MEANINGS.put("diagnostic", "valid values, ranges and structure");
    }

    private ScoreTable() {}

    static String of(Map<String, Double> scores) {
        TextTable table = new TextTable("SCORE", ">VALUE", ">CEILING", ">BASELINE", "MEANING");
        MEANINGS.forEach((name, meaning) -> {
            if (scores.containsKey(name)) {
                table.row(
                        name,
                        format(scores.get(name)),
                        format(scores.get(CEILING + name)),
                        format(scores.get(BASELINE + name)),
                        meaning);
            }
        });
        scores.forEach((name, value) -> {
            if (!isShown(name)) {
                table.row(name, format(value), "", "", "");
            }
        });
        return table + copies(scores);
    }

    private static boolean isShown(String name) {
        String score = name.startsWith(CEILING)
                ? name.substring(CEILING.length())
                : name.startsWith(BASELINE) ? name.substring(BASELINE.length()) : name;
        return MEANINGS.containsKey(score) || name.startsWith("exact_copy_rate");
    }

    /** Rates are shares, where low is good; in one table with scores they would be read as scores. */
    private static String copies(Map<String, Double> scores) {
        Double rate = scores.get("exact_copy_rate");
        Double real = scores.get("exact_copy_rate_of_real_rows");
        return """
                  Ceiling: what new real rows score. Baseline: the real columns, each shuffled on its own.
                """
                + (rate == null || real == null
                        ? ""
                        : "  Copies: %s of the synthetic rows equal a real row; of the real rows, %s occur more than once.%n"
                                .formatted(percent(rate), percent(real)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String format(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }
}
