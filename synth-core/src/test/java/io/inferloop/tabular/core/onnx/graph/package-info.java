@NullMarked
package io.inferloop.tabular.core.onnx.graph;

import org.jspecify.annotations.NullMarked;
