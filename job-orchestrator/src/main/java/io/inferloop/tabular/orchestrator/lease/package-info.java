/**
 * How long a silent run is believed to live, and how far the task events are known.
 * Not what follows from a failure: that is retry's.
 */
@NullMarked
package io.inferloop.tabular.orchestrator.lease;

import org.jspecify.annotations.NullMarked;
