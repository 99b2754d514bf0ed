/**
 * Histogram gradient-boosted trees (Friedman 2001; the histograms and the leaf-wise growth of LightGBM, Ke et al. 2017):
 * the judge that the discriminator and the utility scores ask. It only measures; no model that is handed out is made of it.
 *
 * <p>What is judged with it is decided in {@code metrics.fidelity} and {@code metrics.utility}.
 */
@NullMarked
package io.inferloop.tabular.core.metrics.boosting;

import org.jspecify.annotations.NullMarked;
