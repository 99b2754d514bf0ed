package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.random.Normal;

/**
 * A step function of a standard normal as a series of normalised Hermite polynomials, {@code f(z) = sum a_k h_k(z)}.
 * For jointly normal X, Y of correlation r it gives covariances in closed form (Mehler's identity):
 * {@code Cov(f(X), g(Y)) = sum over k >= 1 of a_k b_k r^k}.
 */
final class HermiteSeries {

    private static final int TERMS = 40;

    /** Latent correlations stay inside, so that the matrix can be repaired. */
    private static final double MAX_CORRELATION = 0.999;

    private static final int BISECTIONS = 30;

    /** {@code coefficients[k - 1]} is a_k of the function scaled to unit variance. */
    private final double[] coefficients = new double[TERMS];

    private final double deviation;

    HermiteSeries(Evidence evidence) {
        double[] upper = evidence.upper();
        double[] values = evidence.values();
        double mean = 0;
        double square = 0;
        double before = 0;
        for (int i = 0; i < upper.length; i++) {
            double cumulative = i == upper.length - 1 ? 1 : Normal.cumulative(upper[i]);
            mean += (cumulative - before) * values[i];
            square += (cumulative - before) * values[i] * values[i];
            before = cumulative;
        }
        this.deviation = Math.sqrt(Math.max(0, square - mean * mean));
        if (deviation > 0) {
            expand(upper, values);
        }
    }

    /** Standard deviation of the function; 0 for a constant. */
    double deviation() {
        return deviation;
    }

    /**
     * The latent correlation at which the two functions have the given covariance; the nearest possible one where none
     * reaches it.
     */
    static double correlation(HermiteSeries f, HermiteSeries g, double covariance) {
        if (f.deviation == 0 || g.deviation == 0) {
            return 0;
        }
        double wanted = covariance / (f.deviation * g.deviation);
        double low = -MAX_CORRELATION;
        double high = MAX_CORRELATION;
        // Covariances of increasing functions increase with the correlation, so bisection finds the only solution.
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (f.covariance(g, middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double covariance(HermiteSeries other, double correlation) {
        double sum = 0;
        for (int k = TERMS - 1; k >= 0; k--) {
            sum = (sum + coefficients[k] * other.coefficients[k]) * correlation;
        }
        return sum;
    }

    /** By parts: the integral of h_k over an interval is the drop of h_(k-1) times the density, over the root of k. */
    private void expand(double[] upper, double[] values) {
        for (int i = 0; i + 1 < upper.length; i++) {
            if (Double.isInfinite(upper[i])) {
                continue;
            }
            double jump = (values[i + 1] - values[i]) / deviation * Normal.density(upper[i]);
            double previous = 0;
            double polynomial = 1;
            for (int k = 1; k <= TERMS; k++) {
                coefficients[k - 1] += jump * polynomial / Math.sqrt(k);
                double next = (upper[i] * polynomial - Math.sqrt(k - 1) * previous) / Math.sqrt(k);
                previous = polynomial;
                polynomial = next;
            }
        }
    }
}
