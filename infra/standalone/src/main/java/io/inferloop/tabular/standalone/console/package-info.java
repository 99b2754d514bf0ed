/**
 * Writing for people: progress lines and tables of text.
 * Not here: what they mean.
 */
@NullMarked
package io.inferloop.tabular.standalone.console;

import org.jspecify.annotations.NullMarked;
