/**
 * ONNX graphs as typed, shape-checked tensors and operators, and their bytes.
 *
 * <p>Nothing here runs a graph; that is {@code onnx.runtime}.
 */
@NullMarked
package io.inferloop.tabular.core.onnx.graph;

import org.jspecify.annotations.NullMarked;
