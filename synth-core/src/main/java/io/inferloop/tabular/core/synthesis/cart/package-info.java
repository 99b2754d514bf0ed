/**
 * Sequential trees (Reiter 2005; Nowok, Raab and Dibben 2016): every column is drawn from the leaf of a tree over the
 * columns before it. Columns become codes, codes an order of visits, each column a tree, each leaf a table to draw from.
 *
 * <p>Sampling lives in the model's ONNX graph, which {@code CartGraph} writes; the rows drawn here only tell whether a
 * model knows single rows.
 */
@NullMarked
package io.inferloop.tabular.core.synthesis.cart;

import org.jspecify.annotations.NullMarked;
