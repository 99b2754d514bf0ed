package io.inferloop.tabular.core.synthesis.gaussiancopula;

/**
 * A column of numbers: a piecewise linear function of the normal, finished by rounding to the column's grid.
 *
 * @param knots where pieces begin
 * @param starts the value at each knot
 * @param slopes change of the value per unit of the normal
 * @param min least value that is produced; {@code max} the greatest
 */
record NumericMargin(
        int column,
        double missingShare,
        float[] knots,
        double[] starts,
        double[] slopes,
        double min,
        double max,
        Grid grid,
        Evidence evidence)
        implements Margin {

    /**
     * The values that a column can hold: multiples of {@code divisor / multiplier}, such as 1/100 for two decimals and
     * 86 400 000/1 for days in milliseconds.
     */
    record Grid(double multiplier, double divisor) {

        double step() {
            return divisor / multiplier;
        }

        /** Written as the graph computes it, so that both give the same bits. */
        double round(double value) {
            return Math.rint(value * multiplier / divisor) * divisor / multiplier;
        }
    }

    /** The finished value for a normal, in plain Java; what the graph computes is the same within rounding. */
    double value(double z) {
        int piece = 0;
        while (piece + 1 < knots.length && z >= knots[piece + 1]) {
            piece++;
        }
        double value = starts[piece] + slopes[piece] * ((float) z - knots[piece]);
        return grid.round(Math.clamp(value, min, max));
    }
}
