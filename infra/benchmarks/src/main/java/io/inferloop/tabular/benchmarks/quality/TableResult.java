package io.inferloop.tabular.benchmarks.quality;

import io.inferloop.tabular.benchmarks.measurement.DataFile;
import io.inferloop.tabular.benchmarks.measurement.Spread;
import io.inferloop.tabular.benchmarks.quality.Comparison.Measure;
import io.inferloop.tabular.benchmarks.quality.Comparison.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * All seeds of one table.
 *
 * @param seeds at least one
 */
record TableResult(DataFile file, int rows, int columns, List<SeedResult> seeds) {

    /** The trend scores with real edges that a model of the whole table must reach, for tables that have such a bar. */
    private static final Map<String, Double> LEAST_TRENDS = Map.of("adult", 0.933, "diamonds", 0.95);

    private static final double MOST_MISSING_POINTS = 1;

    private static final double STANDARD_ERRORS = 3;

    TableResult {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("%s has no seed's result".formatted(file.name()));
        }
    }

    /** One thing that must hold. */
    record Check(String claim, boolean holds) {}

    OptionalDouble leastTrends() {
        Double bar = LEAST_TRENDS.get(file.name());
        return bar == null ? OptionalDouble.empty() : OptionalDouble.of(bar);
    }

    /** NaN where no seed has it. */
    Spread halves(Measure measure, Reference against, ToDoubleFunction<Comparison> number) {
        double[] numbers = seeds.stream()
                .flatMap(seed -> seed.halves().stream())
                .filter(comparison -> comparison.measure() == measure && comparison.against() == against)
                .mapToDouble(number)
                .toArray();
        return numbers.length == 0 ? Spread.of(Double.NaN) : Spread.of(numbers);
    }

    Spread whole(String algorithm, ToDoubleFunction<WholeTable> number) {
        return Spread.of(seeds.stream()
                .map(seed -> seed.whole(algorithm))
                .mapToDouble(number)
                .toArray());
    }

    /** Trends are judged seed by seed, copies by their number in all seeds together. */
    List<Check> checks(String algorithm) {
        List<Check> checks = new ArrayList<>();
        if (!Double.isNaN(whole(algorithm, WholeTable::trends).mean())) {
            checks.add(new Check(
                    "trends of every seed are above those of shuffled columns",
                    seeds.stream().allMatch(seed -> beatsShuffledColumns(seed, algorithm))));
        }
        checks.add(new Check(
                "exact copies of training rows are no more than the other half holds, chance aside",
                copiesLikeAHoldout(algorithm)));
        leastTrends().ifPresent(bar -> {
            checks.add(new Check(
                    "whole-table trends of every seed reach " + bar,
                    whole(algorithm, WholeTable::trends).min() >= bar));
            checks.add(new Check(
                    "whole-table missing rates stay within 1 point",
                    whole(algorithm, WholeTable::missingPoints).max() <= MOST_MISSING_POINTS));
        });
        return List.copyOf(checks);
    }

    /** On a small table the copies are a handful of rows, mostly cells gone missing, so their number is judged as a Poisson count. */
    private boolean copiesLikeAHoldout(String algorithm) {
        double synthetic = copiedRows(comparison -> comparison.synthetic(algorithm));
        double holdout = copiedRows(Comparison::ceiling);
        return synthetic <= holdout + STANDARD_ERRORS * Math.sqrt(synthetic + holdout);
    }

    private double copiedRows(ToDoubleFunction<Comparison> percent) {
        int halfRows = rows / 2;
        return halves(Measure.COPIES, Reference.TRAINING_HALF, percent).mean() / 100 * halfRows * seeds.size();
    }

    private static boolean beatsShuffledColumns(SeedResult seed, String algorithm) {
        WholeTable whole = seed.whole(algorithm);
        return whole.trends() > whole.permutedTrends()
                && seed.halves().stream()
                        .filter(comparison -> comparison.measure() == Measure.TRENDS)
                        .allMatch(comparison -> comparison.synthetic(algorithm) > comparison.permuted());
    }
}
