package io.inferloop.tabular.core.synthesis.gaussiancopula;

/**
 * A column of labels: each label owns an interval of the normal, as wide as the label is frequent.
 *
 * @param order labels' codes in the order of their intervals
 */
record DiscreteMargin(int column, double missingShare, float[] knots, int[] order, Evidence evidence)
        implements Margin {

    /**
     * @param codes the label of each row, -1 where there is none or it is not learned
     * @param probabilities of each label
     * @param order the labels in the order that their intervals shall have
     */
    static DiscreteMargin of(int column, double missingShare, int[] codes, double[] probabilities, int[] order) {
        if (order.length == 0) {
            return new DiscreteMargin(
                    column,
                    missingShare,
                    new float[] {0},
                    new int[] {-1},
                    Evidence.ofProbabilities(codes, new double[] {1}));
        }
        int[] place = new int[order.length];
        double[] ordered = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
            ordered[i] = probabilities[order[i]];
        }
        int[] places = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            places[row] = codes[row] < 0 ? -1 : place[codes[row]];
        }
        Evidence evidence = Evidence.ofProbabilities(places, ordered);
        float[] knots = new float[order.length];
        knots[0] = Float.NEGATIVE_INFINITY;
        for (int i = 1; i < knots.length; i++) {
            knots[i] = (float) evidence.upper()[i - 1];
        }
        return new DiscreteMargin(column, missingShare, knots, order, evidence);
    }
}
