/** The synth-worker: its entry point. What it does with a task lives in the packages below. */
@NullMarked
package io.inferloop.tabular.synthworker;

import org.jspecify.annotations.NullMarked;
