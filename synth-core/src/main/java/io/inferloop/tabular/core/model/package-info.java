/**
 * A fitted model as two files: an ONNX graph that turns noise into finished columns, and a JSON description with the
 * schema, the key columns and the provenance. Saving, loading and sampling are the same for every algorithm.
 *
 * <p>How a model is learned lives in {@code synthesis}.
 */
@NullMarked
package io.inferloop.tabular.core.model;

import org.jspecify.annotations.NullMarked;
