package io.inferloop.tabular.core.metrics.boosting;

/** First and second derivatives of the objective by the raw prediction, one of each per row. */
record Gradients(double[] first, double[] second) {

    static Gradients of(Objective objective, double[] raw, double[] target) {
        double[] first = new double[raw.length];
        double[] second = new double[raw.length];
        for (int row = 0; row < raw.length; row++) {
            first[row] = objective.gradient(raw[row], target[row]);
            second[row] = objective.hessian(raw[row]);
        }
        return new Gradients(first, second);
    }
}
