/**
 * The Gaussian copula: every column's own distribution as smoothed quantiles, and one correlation matrix of latent
 * normals between them.
 *
 * <p>Sampling lives in the model's ONNX graph, which {@code CopulaGraph} writes; nothing here draws a row.
 */
@NullMarked
package io.inferloop.tabular.core.synthesis.gaussiancopula;

import org.jspecify.annotations.NullMarked;
