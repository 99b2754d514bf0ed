/**
 * Ids that order by time.
 * Not here: the typed ids of the features.
 */
@NullMarked
package io.inferloop.tabular.gateway.id;

import org.jspecify.annotations.NullMarked;
