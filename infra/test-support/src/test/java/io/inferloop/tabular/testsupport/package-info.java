/** The servers themselves under test: that they start, and that what was written survives them. */
@NullMarked
package io.inferloop.tabular.testsupport;

import org.jspecify.annotations.NullMarked;
