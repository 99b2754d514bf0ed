/**
 * Runs ONNX graphs. The only package that knows ONNX Runtime: sessions, devices and native tensors stay inside, arrays
 * go in and come out.
 */
@NullMarked
package io.inferloop.tabular.core.onnx.runtime;

import org.jspecify.annotations.NullMarked;
