package io.inferloop.tabular.core.synthesis.gaussiancopula;

import io.inferloop.tabular.core.transform.NumberRange;

/**
 * A column of numbers: a piecewise linear function of the normal, finished by rounding to the column's grid.
 *
 * @param knots where pieces begin
 * @param starts the value at each knot
 * @param slopes change of the value per unit of the normal
 */
record NumericMargin(
        int column,
        double missingShare,
        float[] knots,
        double[] starts,
        double[] slopes,
        NumberRange range,
        Evidence evidence)
        implements Margin {

    /** The finished value for a normal, in plain Java; what the graph computes is the same within rounding. */
    double value(double z) {
        int piece = 0;
        while (piece + 1 < knots.length && z >= knots[piece + 1]) {
            piece++;
        }
        return range.finish(starts[piece] + slopes[piece] * ((float) z - knots[piece]));
    }
}
