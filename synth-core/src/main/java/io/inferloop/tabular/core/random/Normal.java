package io.inferloop.tabular.core.random;

import org.hipparchus.special.Erf;

/** The standard normal distribution. */
public final class Normal {

    private static final double SQRT_2 = Math.sqrt(2);
    private static final double INVERSE_SQRT_2_PI = 1 / Math.sqrt(2 * Math.PI);

    // Peter J. Acklam's rational approximation of the normal quantile, relative error below 1.15e-9.
    private static final double[] CENTRE_NUMERATOR = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] CENTRE_DENOMINATOR = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01
    };
    private static final double[] TAIL_NUMERATOR = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] TAIL_DENOMINATOR = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00
    };
    private static final double TAIL = 0.02425;

    private Normal() {}

    public static double density(double z) {
        return INVERSE_SQRT_2_PI * StrictMath.exp(-0.5 * z * z);
    }

    /** P(Z &lt; z). */
    public static double cumulative(double z) {
        return 0.5 * Erf.erfc(-z / SQRT_2);
    }

    /** The z with P(Z &lt; z) = p; infinite at 0 and 1. */
    public static double quantile(double p) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (p < TAIL) {
            return tail(StrictMath.sqrt(-2 * StrictMath.log(p)));
        }
        if (p > 1 - TAIL) {
            return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - p)));
        }
        double q = p - 0.5;
        double r = q * q;
        return q * polynomial(CENTRE_NUMERATOR, r) / (polynomial(CENTRE_DENOMINATOR, r) * r + 1);
    }

    private static double tail(double q) {
        return polynomial(TAIL_NUMERATOR, q) / (polynomial(TAIL_DENOMINATOR, q) * q + 1);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
