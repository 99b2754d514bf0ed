/**
 * A billing month of one organization and the usage that it holds so far. Sums only: prices are in {@code pricing},
 * what is owed is in {@code invoice}.
 */
@NullMarked
package io.inferloop.tabular.billing.period;

import org.jspecify.annotations.NullMarked;
