package io.inferloop.tabular.core.synthesis.cart;

/**
 * A node's rows in two.
 *
 * @param feature the place, in the order of visits, of the column that is asked about
 * @param right by question group, whether a row goes right
 * @param gain of log likelihood, in nats, summed over the node's rows
 * @param degrees of freedom that chance had to find such a gain
 */
record Split(int feature, boolean[] right, double gain, double degrees) {

    /** What a leaf has in a split's place. */
    static final Split NONE = new Split(-1, new boolean[0], 0, 1);

    /** What is gained beyond what chance gains. */
    double surplus() {
        return gain - degrees / 2;
    }

    /**
     * How much speaks for the split: its gain in standard deviations of chance's. Where a split means nothing, twice the
     * gain has a chi-square distribution (Wilks 1938), whose cube root is close to normal (Wilson and Hilferty 1931). So one
     * measure holds for two classes and for sixteen, for the root and for a small node. The best of many cuts that mean nothing
     * reaches 3 and now and then more.
     */
    double evidence() {
        double spread = 2 / (9 * degrees);
        return (Math.cbrt(2 * gain / degrees) - (1 - spread)) / Math.sqrt(spread);
    }
}
