/**
 * Uploaded tables: streamed into the object store, checked on the way, published.
 * Not here: anything that looks at values or types of columns (synth-core).
 */
@NullMarked
package io.inferloop.tabular.gateway.dataset;

import org.jspecify.annotations.NullMarked;
