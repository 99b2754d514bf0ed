package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.random.Normal;
import io.inferloop.tabular.core.transform.Grid;
import io.inferloop.tabular.core.transform.NumericPieces;
import java.util.Arrays;

/** Learns a column of numbers: each of its pieces becomes an interval of the normal as wide as the piece is frequent. */
final class NumericMarginFit {

    private NumericMarginFit() {}

    /** @param values NaN where missing */
    static NumericMargin fit(int column, double[] values, Grid grid, int maxPieces, int minCount) {
        double[] sorted = NumericPieces.sortedPresent(values);
        NumericPieces pieces = NumericPieces.ofSorted(sorted, grid, maxPieces, minCount);
        int rows = pieces.rows();
        // A column without values still needs one piece to look up.
        int knots = Math.max(1, pieces.count());
        float[] lows = new float[knots];
        double[] slopes = new double[knots];
        // Beyond the normal score of the outermost row there is nothing to interpolate to.
        double tail = Normal.quantile(1 - 0.5 / (rows + 1));
        for (int piece = 0; piece < pieces.count(); piece++) {
            int from = pieces.rowsBefore(piece);
            int to = pieces.ends()[piece];
            float low = (float) (from == 0 ? -tail : Normal.quantile((double) from / rows));
            float high = (float) (to == rows ? tail : Normal.quantile((double) to / rows));
            lows[piece] = low;
            slopes[piece] = high > low ? (pieces.stops()[piece] - pieces.starts()[piece]) / ((double) high - low) : 0;
        }
        return new NumericMargin(
                column,
                1 - (double) rows / values.length,
                lows,
                Arrays.copyOf(pieces.starts(), knots),
                slopes,
                pieces.range(),
                evidence(values, sorted));
    }

    private static Evidence evidence(double[] values, double[] sorted) {
        double[] distinct = new double[sorted.length];
        double[] probabilities = new double[sorted.length];
        int count = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            distinct[count] = sorted[from];
            probabilities[count++] = (double) (to - from) / sorted.length;
            from = to;
        }
        distinct = Arrays.copyOf(distinct, count);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = Double.isNaN(values[row]) ? -1 : Arrays.binarySearch(distinct, values[row]);
        }
        return new Evidence(codes, Evidence.upperEnds(Arrays.copyOf(probabilities, count)), distinct);
    }
}
