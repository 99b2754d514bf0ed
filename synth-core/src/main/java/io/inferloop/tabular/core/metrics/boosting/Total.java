package io.inferloop.tabular.core.metrics.boosting;

/** The sums over the rows of one node or of one side of a split. */
record Total(double gradient, double hessian, double rows) {

    static final Total NONE = new Total(0, 0, 0);

    /** A side with less curvature would get a wild value. */
    private static final double LEAST_HESSIAN = 1e-3;

    Total plus(double moreGradient, double moreHessian, double moreRows) {
        return new Total(gradient + moreGradient, hessian + moreHessian, rows + moreRows);
    }

    Total less(Total part) {
        return new Total(gradient - part.gradient, hessian - part.hessian, rows - part.rows);
    }

    boolean mayBeLeaf(int leafRows) {
        return rows >= leafRows && hessian >= LEAST_HESSIAN;
    }

    /** What the objective falls by, twice, when these rows get their best common value. */
    double gain() {
        return hessian == 0 ? 0 : gradient * gradient / hessian;
    }

    /** That value: one Newton step. */
    double value() {
        return hessian == 0 ? 0 : -gradient / hessian;
    }
}
