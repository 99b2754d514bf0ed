package io.inferloop.tabular.core.metrics.fidelity;

import java.util.List;

/**
 * 1 - |r_real - r_synthetic| / 2 of Pearson's correlations. Rows with a missing value in either column are dropped. NaN
 * if a column is constant, if fewer than two rows are left, and, as in SDMetrics, if the real correlation is exactly 0.
 */
final class CorrelationSimilarity {

    private CorrelationSimilarity() {}

    static PairScore score(List<String> names, PairedColumn.Continuous first, PairedColumn.Continuous second) {
        double real = pearson(first.real(), second.real());
        double synthetic = pearson(first.synthetic(), second.synthetic());
        boolean undefined = Double.isNaN(real)
                || Double.isNaN(synthetic)
                || constant(first.real())
                || constant(second.real())
                || constant(first.synthetic())
                || constant(second.synthetic());
        double score = undefined || real == 0 ? Double.NaN : 1 - Math.abs(real - synthetic) / 2;
        return new PairScore(
                names,
                Metric.CORRELATION_SIMILARITY,
                Scores.reported(score),
                Scores.reported(score),
                Scores.reported(undefined ? Double.NaN : real),
                new PairScore.Association(Scores.reported(real), Scores.reported(synthetic)));
    }

    /** Two passes, so that values far from zero, such as datetimes, lose no digits. */
    static double pearson(double[] x, double[] y) {
        int rows = 0;
        double xSum = 0;
        double ySum = 0;
        for (int row = 0; row < x.length; row++) {
            if (!Double.isNaN(x[row] + y[row])) {
                rows++;
                xSum += x[row];
                ySum += y[row];
            }
        }
        if (rows < 2) {
            return Double.NaN;
        }
        double xMean = xSum / rows;
        double yMean = ySum / rows;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        boolean xVaries = false;
        boolean yVaries = false;
        double xFirst = Double.NaN;
        double yFirst = Double.NaN;
        for (int row = 0; row < x.length; row++) {
            if (!Double.isNaN(x[row] + y[row])) {
                xVaries |= !Double.isNaN(xFirst) && x[row] != xFirst;
                yVaries |= !Double.isNaN(yFirst) && y[row] != yFirst;
                xFirst = x[row];
                yFirst = y[row];
                double dx = x[row] - xMean;
                double dy = y[row] - yMean;
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        if (!xVaries || !yVaries) {
            return Double.NaN;
        }
        double r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
        return rows == 2 ? Math.rint(r) : r;
    }

    /** Whether one value is all that occurs. */
    private static boolean constant(double[] values) {
        double seen = Double.NaN;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            if (!Double.isNaN(seen) && value != seen) {
                return false;
            }
            seen = value;
        }
        return !Double.isNaN(seen);
    }
}
