package io.inferloop.tabular.validationworker.report;

import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution;
import io.inferloop.tabular.core.metrics.distribution.ColumnDistribution.Bin;
import io.inferloop.tabular.core.metrics.distribution.Shares;
import io.inferloop.tabular.core.table.ColumnType;
import io.inferloop.tabular.validationworker.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One column as its card shows it.
 *
 * @param plot what the script draws from the card's table
 * @param note what a reader has to know about the plot; empty if nothing
 */
record ColumnCard(
        String name,
        String type,
        String metric,
        Standing standing,
        Shares missing,
        Plot plot,
        List<Bucket> buckets,
        String note) {

    enum Plot {
        HISTOGRAM,
        TIMELINE,
        BARS,
        NONE
    }

    /** A bin or a label; {@code from} and {@code to} are 0 for labels. */
    record Bucket(String label, double from, double to, Shares shares) {}

    static ColumnCard of(ColumnDistribution column, String metric, Standing standing) {
        return switch (column) {
            case ColumnDistribution.Histogram histogram -> histogram(histogram, metric, standing);
            case ColumnDistribution.Labels labels -> labels(labels, metric, standing);
            case ColumnDistribution.Keys keys ->
                new ColumnCard(
                        keys.name(),
                        keys.type().text(),
                        metric,
                        standing,
                        keys.missing(),
                        Plot.NONE,
                        List.of(),
                        note(keys));
        };
    }

    private static String note(ColumnDistribution.Keys keys) {
        return keys.type() == ColumnType.KEY
                ? "Identifiers are made anew for every row, so there is nothing to compare."
                : "Personal data: regenerated, not learned. %s of the synthetic values are values of the real table."
                        .formatted(Numbers.percent(keys.copies()));
    }

    /** Whether either table misses cells in this column. */
    boolean hasMissing() {
        return missing.real() > 0 || missing.synthetic() > 0;
    }

    private static ColumnCard histogram(ColumnDistribution.Histogram column, String metric, Standing standing) {
        boolean times = column.type() == ColumnType.DATETIME;
        DoubleFunction<String> text = times ? Numbers::time : Numbers::number;
        boolean whole = column.type() == ColumnType.INTEGER;
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < column.bins().size(); i++) {
            Bin bin = column.bins().get(i);
            String label = label(i, column.bins(), whole, text);
            buckets.add(new Bucket(label, bin.from(), bin.to(), bin.shares()));
        }
        String note =
                buckets.isEmpty() ? "The real table has too few values here to show a range without showing rows." : "";
        Plot plot = times ? Plot.TIMELINE : Plot.HISTOGRAM;
        return new ColumnCard(
                column.name(),
                column.type().text(),
                metric,
                standing,
                column.missing(),
                buckets.isEmpty() ? Plot.NONE : plot,
                buckets,
                note);
    }

    /** The outermost bins are open; whole numbers are said from the first to the last that a bin holds. */
    private static String label(int index, List<Bin> bins, boolean whole, DoubleFunction<String> text) {
        Bin bin = bins.get(index);
        double first = whole ? Math.ceil(bin.from()) : bin.from();
        double last = whole ? Math.ceil(bin.to()) - 1 : bin.to();
        if (bins.size() == 1) {
            return "around " + text.apply(first);
        }
        if (index == 0) {
            return (whole ? "up to " : "below ") + text.apply(last);
        }
        if (index == bins.size() - 1) {
            return "from " + text.apply(first);
        }
        return first == last ? text.apply(first) : text.apply(first) + " to " + text.apply(last);
    }

    private static ColumnCard labels(ColumnDistribution.Labels column, String metric, Standing standing) {
        List<Bucket> buckets = new ArrayList<>();
        column.bars().forEach(bar -> buckets.add(new Bucket(bar.label(), 0, 0, bar.shares())));
        if (column.other().real() > 0 || column.other().synthetic() > 0) {
            buckets.add(new Bucket("other values", 0, 0, column.other()));
        }
        String note = column.bars().isEmpty()
                ? "No value is carried by %d or more real rows, so none is named.".formatted(Evaluation.SHOWN.rows())
                : "";
        return new ColumnCard(
                column.name(),
                column.type().text(),
                metric,
                standing,
                column.missing(),
                buckets.isEmpty() ? Plot.NONE : Plot.BARS,
                buckets,
                note);
    }
}
