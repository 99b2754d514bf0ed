/**
 * What organizations keep in the object store: how much, for how long, what it is metered at, and the sweeps that delete what nobody may
 * have any more.
 * Not here: how objects come to be (dataset, and the workers).
 */
@NullMarked
package io.inferloop.tabular.gateway.storage;

import org.jspecify.annotations.NullMarked;
