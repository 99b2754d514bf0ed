/**
 * The commands of {@code ./tabular}: options in, text and exit status out.
 * Not here: the work itself, which is done by {@code stack} and {@code client}.
 */
@NullMarked
package io.inferloop.tabular.standalone.command;

import org.jspecify.annotations.NullMarked;
