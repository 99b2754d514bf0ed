package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 1 - half the sum of |P_real - P_synthetic| over the cells of the two columns' contingency tables. A missing value is a
 * category of its own; NaN if a table has no rows or a number cannot be cut into bins.
 */
final class ContingencySimilarity {

    private ContingencySimilarity() {}

    static PairScore score(List<String> names, BinnedColumn first, BinnedColumn second) {
        Tables separate = Tables.of(first.separate(), second.separate());
        boolean sameBins = !first.isCut() && !second.isCut();
        Tables realEdges = sameBins ? separate : Tables.of(first.realEdges(), second.realEdges());
        double strength = separate == null ? Double.NaN : cramersV(separate.real(), separate);
        return new PairScore(
                names,
                Metric.CONTINGENCY_SIMILARITY,
                Scores.reported(similarity(separate)),
                Scores.reported(similarity(realEdges)),
                Scores.reported(strength),
                association(realEdges));
    }

    /** The contingency tables of one pair of columns, cut alike. */
    private record Tables(JointCounts real, JointCounts synthetic, int firstSize, int secondSize) {

        static @Nullable Tables of(BinnedColumn.@Nullable Codes first, BinnedColumn.@Nullable Codes second) {
            return first == null || second == null
                    ? null
                    : new Tables(
                            JointCounts.of(first.real(), second.real(), first.size(), second.size()),
                            JointCounts.of(first.synthetic(), second.synthetic(), first.size(), second.size()),
                            first.size(),
                            second.size());
        }
    }

    private static PairScore.Association association(@Nullable Tables tables) {
        return tables == null
                ? new PairScore.Association(null, null)
                : new PairScore.Association(
                        Scores.reported(cramersV(tables.real(), tables)),
                        Scores.reported(cramersV(tables.synthetic(), tables)));
    }

    private static double similarity(@Nullable Tables tables) {
        return tables == null ? Double.NaN : similarity(tables.real(), tables.synthetic());
    }

    private static double similarity(JointCounts real, JointCounts synthetic) {
        if (real.rows() == 0 || synthetic.rows() == 0) {
            return Double.NaN;
        }
        double variation = 0;
        int i = 0;
        int j = 0;
        while (i < real.cells().length || j < synthetic.cells().length) {
            long realCell = i < real.cells().length ? real.cells()[i] : Long.MAX_VALUE;
            long syntheticCell = j < synthetic.cells().length ? synthetic.cells()[j] : Long.MAX_VALUE;
            double p = realCell <= syntheticCell ? (double) real.counts()[i++] / real.rows() : 0;
            double q = syntheticCell <= realCell ? (double) synthetic.counts()[j++] / synthetic.rows() : 0;
            variation += Math.abs(p - q);
        }
        return 1 - variation / 2;
    }

    /** Cramer (1946), without bias or continuity correction; NaN if either column has one value only. */
    private static double cramersV(JointCounts table, Tables sizes) {
        int secondSize = sizes.secondSize();
        double[] firstTotals = new double[sizes.firstSize()];
        double[] secondTotals = new double[secondSize];
        for (int i = 0; i < table.cells().length; i++) {
            firstTotals[(int) (table.cells()[i] / secondSize)] += table.counts()[i];
            secondTotals[(int) (table.cells()[i] % secondSize)] += table.counts()[i];
        }
        int smaller = Math.min(occupied(firstTotals), occupied(secondTotals));
        if (smaller < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < table.cells().length; i++) {
            double expected = firstTotals[(int) (table.cells()[i] / secondSize)]
                    * secondTotals[(int) (table.cells()[i] % secondSize)];
            sum += (double) table.counts()[i] * table.counts()[i] / expected;
        }
        return Math.sqrt(Math.max(0, sum - 1) / (smaller - 1));
    }

    private static int occupied(double[] totals) {
        int occupied = 0;
        for (double total : totals) {
            if (total > 0) {
                occupied++;
            }
        }
        return occupied;
    }
}
