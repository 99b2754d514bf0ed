/** Decides once per process which natives ONNX Runtime loads. Sessions and execution providers are the engine's matter. */
@NullMarked
package io.inferloop.tabular.synthworker.device;

import org.jspecify.annotations.NullMarked;
