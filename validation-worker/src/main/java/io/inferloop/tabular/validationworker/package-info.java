/** The validation-worker: its entry point. What it does with a task lives in the packages below. */
@NullMarked
package io.inferloop.tabular.validationworker;

import org.jspecify.annotations.NullMarked;
