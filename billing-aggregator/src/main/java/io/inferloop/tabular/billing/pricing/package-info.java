/**
 * The price book and the arithmetic on it: pure functions over {@link java.math.BigDecimal}, exact until a line rounds.
 * No clock, no Kafka, no database lives here, and nothing that knows who pays.
 */
@NullMarked
package io.inferloop.tabular.billing.pricing;

import org.jspecify.annotations.NullMarked;
