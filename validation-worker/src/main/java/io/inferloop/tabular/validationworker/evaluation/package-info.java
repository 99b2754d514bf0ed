/** What a validation measures and how its result is written. Knows tables and metrics, no message and no store. */
@NullMarked
package io.inferloop.tabular.validationworker.evaluation;

import org.jspecify.annotations.NullMarked;
