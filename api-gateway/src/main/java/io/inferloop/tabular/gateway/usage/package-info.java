/**
 * Metering of calls, and the usage and invoices that an organization may read.
 * Not here: prices and invoicing (billing-aggregator).
 */
@NullMarked
package io.inferloop.tabular.gateway.usage;

import org.jspecify.annotations.NullMarked;
