/**
 * Usage events on their way in: decoding, judging, dropping repeats. What is refused leaves with a reason; nothing is
 * summed or priced here.
 */
@NullMarked
package io.inferloop.tabular.billing.usage;

import org.jspecify.annotations.NullMarked;
