@NullMarked
package io.inferloop.tabular.core.onnx.runtime;

import org.jspecify.annotations.NullMarked;
