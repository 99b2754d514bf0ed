package io.inferloop.tabular.core.profile;

import io.inferloop.tabular.core.table.BooleanColumn;
import io.inferloop.tabular.core.table.CategoricalColumn;
import io.inferloop.tabular.core.table.Column;
import io.inferloop.tabular.core.table.DatetimeColumn;
import io.inferloop.tabular.core.table.KeyColumn;
import io.inferloop.tabular.core.table.NumericColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One column's part of a {@link TableProfile}. */
public sealed interface ColumnProfile {

    /** The header's name. */
    String name();

    /** As users call it: integer, decimal, categorical, boolean, datetime, key, or a kind of personal data such as email. */
    String type();

    /** Missing cells. */
    long missing();

    /** Missing cells among all, 0 to 1. */
    double missingShare();

    /** Different values, the missing one not counted. */
    long distinct();

    /**
     * Numbers. All but the counts are null where every cell is missing.
     *
     * @param sd standard deviation of a sample (n - 1); null with fewer than two values
     */
    record Numeric(
            String name,
            String type,
            long missing,
            double missingShare,
            long distinct,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double mean,
            @Nullable Double sd,
            List<NumberQuantile> quantiles)
            implements ColumnProfile {

        public Numeric {
            quantiles = List.copyOf(quantiles);
        }
    }

    /** @param p share of the values that are at most {@code value}, interpolated between neighbours */
    record NumberQuantile(double p, double value) {}

    /**
     * Points in time, in UTC. All but the counts are null where every cell is missing.
     *
     * @param sdSeconds standard deviation of a sample (n - 1); null with fewer than two values
     */
    record Datetime(
            String name,
            String type,
            long missing,
            double missingShare,
            long distinct,
            @Nullable Instant min,
            @Nullable Instant max,
            @Nullable Instant mean,
            @Nullable Double sdSeconds,
            List<TimeQuantile> quantiles)
            implements ColumnProfile {

        public Datetime {
            quantiles = List.copyOf(quantiles);
        }
    }

    record TimeQuantile(double p, Instant value) {}

    /**
     * Categories and booleans.
     *
     * @param topValues the most frequent, most frequent first, none of them of few rows
     * @param others everything that is not named
     */
    record Categorical(
            String name,
            String type,
            long missing,
            double missingShare,
            long distinct,
            List<ValueCount> topValues,
            OtherValues others)
            implements ColumnProfile {

        public Categorical {
            topValues = List.copyOf(topValues);
        }
    }

    /** @param share of all rows, missing cells included */
    record ValueCount(String value, long count, double share) {}

    /** @param values how many different ones; @param count rows that have one of them */
    record OtherValues(long values, long count) {}

    /** Identifiers and personal data: counted, never shown. */
    record Key(String name, String type, long missing, double missingShare, long distinct) implements ColumnProfile {}

    static ColumnProfile of(Column column) {
        long missing = column.missingCount();
        double share = (double) missing / column.size();
        String name = column.name();
        String type = column.type().text();
        return switch (column) {
            case NumericColumn numbers -> {
                Spread spread = Spread.of(present(numbers));
                yield new Numeric(
                        name,
                        type,
                        missing,
                        share,
                        spread.distinct(),
                        spread.min(),
                        spread.max(),
                        spread.mean(),
                        spread.sd(),
                        spread.quantiles());
            }
            case DatetimeColumn times -> {
                Spread spread = Spread.of(present(times));
                Double sd = spread.sd();
                yield new Datetime(
                        name,
                        type,
                        missing,
                        share,
                        spread.distinct(),
                        instant(spread.min()),
                        instant(spread.max()),
                        instant(spread.mean()),
                        sd == null ? null : sd / 1000,
                        spread.quantiles().stream()
                                .map(it -> new TimeQuantile(it.p(), Instant.ofEpochMilli(Math.round(it.value()))))
                                .toList());
            }
            case CategoricalColumn categories ->
                CategoryCounts.of(categories.codes(), categories.categories()).profile(name, type, missing, share);
            case BooleanColumn truths ->
                CategoryCounts.of(codes(truths), List.of(truths.falseLabel(), truths.trueLabel()))
                        .profile(name, type, missing, share);
            case KeyColumn keys -> new Key(name, type, missing, share, distinct(keys));
        };
    }

    /** The codes of a boolean column: 0 false, 1 true, -1 missing. */
    static int[] codes(BooleanColumn column) {
        int[] codes = new int[column.size()];
        Arrays.setAll(codes, row -> column.values()[row]);
        return codes;
    }

    private static double[] present(NumericColumn column) {
        return Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double[] present(DatetimeColumn column) {
        return Arrays.stream(column.epochMillis())
                .filter(value -> value != DatetimeColumn.MISSING)
                .asDoubleStream()
                .toArray();
    }

    private static @Nullable Instant instant(@Nullable Double millis) {
        return millis == null ? null : Instant.ofEpochMilli(Math.round(millis));
    }

    private static long distinct(KeyColumn column) {
        Set<String> seen = HashSet.newHashSet(column.size());
        for (String value : column.values()) {
            if (value != null) {
                seen.add(value);
            }
        }
        return seen.size();
    }
}
