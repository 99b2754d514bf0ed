package io.inferloop.tabular.core.metrics.distribution;

import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Bar;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Labels;
import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.ColumnType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows per label in both tables. */
record LabelCount(String column, ColumnType type, Map<String, Integer> real, Map<String, Integer> synthetic) {

    private static final int SHOWN = 10;

    static LabelCount of(CategoricalColumn real, CategoricalColumn synthetic) {
        return new LabelCount(real.name(), real.type(), counts(real), counts(synthetic));
    }

    /** True counts as true, whatever each file calls it; the real table's labels name both. */
    static LabelCount of(BooleanColumn real, BooleanColumn synthetic) {
        return new LabelCount(
                real.name(),
                real.type(),
                counts(real, real.trueLabel(), real.falseLabel()),
                counts(synthetic, real.trueLabel(), real.falseLabel()));
    }

    Labels distribution(Shares missing, MinimumCount minimum) {
        long realRows = sum(real);
        long syntheticRows = sum(synthetic);
        List<Map.Entry<String, Integer>> shown = real.entrySet().stream()
                .filter(label -> minimum.allows(label.getValue()))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .toList();
        long realOther = realRows;
        long syntheticOther = syntheticRows;
        for (Map.Entry<String, Integer> label : shown) {
            realOther -= label.getValue();
            syntheticOther -= synthetic.getOrDefault(label.getKey(), 0);
        }
        List<Bar> bars = shown.stream()
                .map(label -> new Bar(
                        label.getKey(),
                        new Shares(
                                minimum.share(label.getValue(), realRows),
                                ColumnDistribution.share(synthetic.getOrDefault(label.getKey(), 0), syntheticRows))))
                .toList();
        Shares other =
                new Shares(minimum.share(realOther, realRows), ColumnDistribution.share(syntheticOther, syntheticRows));
        return new Labels(column, type, missing, bars, other, real.size() - shown.size());
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static Map<String, Integer> counts(CategoricalColumn column) {
        int[] counts = new int[column.categories().size()];
        for (int code : column.codes()) {
            if (code != CategoricalColumn.MISSING) {
                counts[code]++;
            }
        }
        Map<String, Integer> byLabel = new HashMap<>();
        for (int code = 0; code < counts.length; code++) {
            put(byLabel, column.categories().get(code), counts[code]);
        }
        return byLabel;
    }

    private static Map<String, Integer> counts(BooleanColumn column, String trueLabel, String falseLabel) {
        int trues = 0;
        int falses = 0;
        for (byte value : column.values()) {
            trues += value == 1 ? 1 : 0;
            falses += value == 0 ? 1 : 0;
        }
        Map<String, Integer> byLabel = new HashMap<>();
        put(byLabel, trueLabel, trues);
        put(byLabel, falseLabel, falses);
        return byLabel;
    }

    private static void put(Map<String, Integer> byLabel, String label, int count) {
        if (count > 0) {
            byLabel.put(label, count);
        }
    }
}
