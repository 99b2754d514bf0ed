/** Rows out of a model, chunk by chunk into the object store. No row is kept in memory longer than its chunk. */
@NullMarked
package io.inferloop.tabular.synthworker.sample;

import org.jspecify.annotations.NullMarked;
