/**
 * An any-order autoregressive network: every column becomes tokens, one network learns every token given any others, and
 * its training runs inside ONNX Runtime. Start reading at {@code Argn}; then {@code ColumnTokens} (what is learned),
 * {@code ArgnStep} (how) and {@code ArgnGraph} (how rows are made).
 */
@NullMarked
package io.inferloop.tabular.core.synthesis.argn;

import org.jspecify.annotations.NullMarked;
