package io.inferloop.tabular.core.synthesis.gaussiancopula;

import java.util.List;

/**
 * A fitted copula.
 *
 * @param numeric margins of numbers and datetimes; latents 0 .. numeric.size() - 1
 * @param discrete margins of labels and booleans; the latents that follow
 * @param gaps the margins with missing values, each with a latent of its own at the end: the value is missing where
 *     that normal lies below the quantile of the missing share
 * @param factor lower triangular; latents = factor x noise
 */
record Copula(List<NumericMargin> numeric, List<DiscreteMargin> discrete, List<Margin> gaps, double[][] factor) {

    int width() {
        return Math.max(1, factor.length);
    }
}
