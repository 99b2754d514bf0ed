package io.inferloop.tabular.core.synthesis.gaussiancopula;

/**
 * One column's own distribution as a function of a standard normal: the normal's intervals begin at {@link #knots()},
 * and what lies above knot {@code i} comes from entry {@code i} of the margin's tables.
 */
sealed interface Margin permits NumericMargin, DiscreteMargin {

    /** The column's place in the table's schema. */
    int column();

    /** Share of the rows that have no value, 0 to 1. */
    double missingShare();

    /** Lower ends of the intervals, ascending; the first is never compared with. */
    float[] knots();

    Evidence evidence();
}
