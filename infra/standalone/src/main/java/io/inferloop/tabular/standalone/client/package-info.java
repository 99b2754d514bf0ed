/**
 * The gateway's REST API as the launcher uses it.
 * Not here: what is printed ({@code command}).
 */
@NullMarked
package io.inferloop.tabular.standalone.client;

import org.jspecify.annotations.NullMarked;
