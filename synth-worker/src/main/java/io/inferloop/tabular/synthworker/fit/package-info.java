/** From a stored dataset to a fitted model: fetching, the memory budget, reading, learning. Nothing is sampled or stored here. */
@NullMarked
package io.inferloop.tabular.synthworker.fit;

import org.jspecify.annotations.NullMarked;
