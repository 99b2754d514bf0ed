/**
 * Ids that sort by time.
 * Typed ids are records of each service.
 */
@NullMarked
package io.inferloop.tabular.platform.identity;

import org.jspecify.annotations.NullMarked;
