/**
 * Stores a fitted model as the job's outputs {@code model.onnx} and {@code model.json}, fetches a kept one, and keeps those open that are
 * sampled often. Learning and sampling live elsewhere.
 */
@NullMarked
package io.inferloop.tabular.synthworker.artifact;

import org.jspecify.annotations.NullMarked;
