package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.random.Normal;

/**
 * What a table shows of one latent normal: for every row the interval that the normal lies in.
 *
 * @param codes one interval per row, -1 where the row shows nothing
 * @param upper the upper end of each interval in ascending order; the last is infinite, the first interval begins at
 *     -infinity
 * @param values a number for each interval, ascending, by which linear dependence is measured
 */
record Evidence(int[] codes, double[] upper, double[] values) {

    /** Intervals with the given probabilities, measured by their normal scores. */
    static Evidence ofProbabilities(int[] codes, double[] probabilities) {
        double[] upper = upperEnds(probabilities);
        return new Evidence(codes, upper, scores(upper));
    }

    /** The same evidence measured by normal scores instead of values. */
    Evidence withScores() {
        return new Evidence(codes, upper, scores(upper));
    }

    static double[] upperEnds(double[] probabilities) {
        double[] upper = new double[probabilities.length];
        double cumulative = 0;
        for (int i = 0; i < upper.length - 1; i++) {
            cumulative += probabilities[i];
            upper[i] = Normal.quantile(Math.min(1, cumulative));
        }
        if (upper.length > 0) {
            upper[upper.length - 1] = Double.POSITIVE_INFINITY;
        }
        return upper;
    }

    /** E[Z | Z in interval] for each interval; 0 for one of no mass. */
    static double[] scores(double[] upper) {
        double[] scores = new double[upper.length];
        double lowerDensity = 0;
        double lowerCumulative = 0;
        for (int i = 0; i < upper.length; i++) {
            boolean last = Double.isInfinite(upper[i]);
            double upperDensity = last ? 0 : Normal.density(upper[i]);
            double upperCumulative = last && upper[i] > 0 ? 1 : Normal.cumulative(upper[i]);
            double mass = upperCumulative - lowerCumulative;
            scores[i] = mass > 0 ? (lowerDensity - upperDensity) / mass : 0;
            lowerDensity = upperDensity;
            lowerCumulative = upperCumulative;
        }
        return scores;
    }
}
