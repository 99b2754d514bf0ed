package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.random.Normal;
import io.inferloop.tabular.core.synthesis.gaussiancopula.NumericMargin.Grid;
import java.util.Arrays;

/**
 * Learns a column of numbers. Values that many rows share are atoms and keep their exact share; what lies between is
 * cut into pieces of equal mass, each of many rows, whose ends are means over neighbouring order statistics. So no knot
 * is one row's value, and the outermost values are those of the {@code minCount}-th row from either end.
 */
final class NumericMarginFit {

    /** No piece between atoms holds fewer rows than this multiple of {@code minCount}. */
    private static final int ROWS_PER_PIECE = 2;

    /** In a small table at most one row in this many is trimmed from each end. */
    private static final int MIN_ROWS_PER_TRIMMED = 40;

    private final int maxPieces;
    private final int minCount;

    private final Grid grid;
    private final double[] sorted;
    private final Pieces pieces;

    private NumericMarginFit(double[] sorted, Grid grid, int maxPieces, int minCount) {
        this.sorted = sorted;
        this.grid = grid;
        this.maxPieces = maxPieces;
        this.minCount = minCount;
        this.pieces = new Pieces(sorted.length);
    }

    /** @param values NaN where missing */
    static NumericMargin fit(int column, double[] values, Grid grid, int maxPieces, int minCount) {
        double[] sorted = sortedPresent(values);
        double missingShare = 1 - (double) sorted.length / values.length;
        Evidence evidence = evidence(values, sorted);
        if (sorted.length == 0) {
            return new NumericMargin(
                    column, missingShare, new float[1], new double[1], new double[1], 0, 0, grid, evidence);
        }
        int trimmed = Math.min(minCount, Math.max(1, sorted.length / MIN_ROWS_PER_TRIMMED));
        double min = sorted[trimmed - 1];
        double max = sorted[sorted.length - trimmed];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Math.clamp(sorted[i], min, max);
        }
        NumericMarginFit fit = new NumericMarginFit(sorted, grid, maxPieces, minCount);
        fit.cut();
        return new NumericMargin(
                column,
                missingShare,
                fit.pieces.knots(),
                fit.pieces.starts(),
                fit.pieces.slopes(),
                min,
                max,
                grid,
                evidence);
    }

    private static double[] sortedPresent(double[] values) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(present, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static Evidence evidence(double[] values, double[] sorted) {
        double[] distinct = new double[sorted.length];
        double[] probabilities = new double[sorted.length];
        int count = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = endOfRun(sorted, from);
            distinct[count] = sorted[from];
            probabilities[count++] = (double) (to - from) / sorted.length;
            from = to;
        }
        distinct = Arrays.copyOf(distinct, count);
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            codes[row] = Double.isNaN(values[row]) ? -1 : Arrays.binarySearch(distinct, values[row]);
        }
        return new Evidence(codes, Evidence.upperEnds(Arrays.copyOf(probabilities, count)), distinct);
    }

    private static int endOfRun(double[] sorted, int from) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
            to++;
        }
        return to;
    }

    private void cut() {
        int atomRows = Math.max(minCount, (sorted.length + maxPieces - 1) / maxPieces);
        int pending = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = endOfRun(sorted, from);
            if (to - from >= atomRows) {
                spread(pending, from);
                pieces.add(from, to, sorted[from], sorted[from]);
                pending = to;
            }
            from = to;
        }
        spread(pending, sorted.length);
    }

    /** Rows {@code from .. to - 1}, which hold no atom, as pieces of about equal mass. */
    private void spread(int from, int to) {
        int rows = to - from;
        if (rows == 0) {
            return;
        }
        long wanted = Math.round((double) rows * maxPieces / sorted.length);
        int count = (int) Math.clamp(wanted, 1, Math.max(1, rows / (ROWS_PER_PIECE * minCount)));
        double half = grid.step() / 2;
        double start = sorted[from] - half;
        for (int piece = 0; piece < count; piece++) {
            int begin = from + (int) ((long) rows * piece / count);
            int end = from + (int) ((long) rows * (piece + 1) / count);
            double stop = piece == count - 1 ? sorted[to - 1] + half : around(end, Math.max(1, rows / count / 4));
            pieces.add(begin, end, start, stop);
            start = stop;
        }
    }

    /** Mean of the order statistics on both sides of a border between rows. */
    private double around(int border, int reach) {
        double sum = 0;
        for (int i = border - reach; i < border + reach; i++) {
            sum += sorted[i];
        }
        return sum / (2 * reach);
    }

    /** Pieces as they are found, left to right. */
    private static final class Pieces {

        private final int rows;
        private final double tail;
        private float[] knots = new float[64];
        private double[] starts = new double[64];
        private double[] slopes = new double[64];
        private int count;

        Pieces(int rows) {
            this.rows = rows;
            // Beyond the normal score of the outermost row there is nothing to interpolate to.
            this.tail = Normal.quantile(1 - 0.5 / (rows + 1));
        }

        void add(int from, int to, double start, double stop) {
            if (count == knots.length) {
                knots = Arrays.copyOf(knots, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
                slopes = Arrays.copyOf(slopes, count * 2);
            }
            float low = (float) (from == 0 ? -tail : Normal.quantile((double) from / rows));
            float high = (float) (to == rows ? tail : Normal.quantile((double) to / rows));
            knots[count] = low;
            starts[count] = start;
            slopes[count] = high > low ? (stop - start) / ((double) high - low) : 0;
            count++;
        }

        float[] knots() {
            return Arrays.copyOf(knots, count);
        }

        double[] starts() {
            return Arrays.copyOf(starts, count);
        }

        double[] slopes() {
            return Arrays.copyOf(slopes, count);
        }
    }
}
