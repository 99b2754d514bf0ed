/**
 * The billing service: the Streams topology that turns usage events into draft invoices, and what runs it. Its rules
 * live below: {@code usage} judges events, {@code period} sums months, {@code pricing} prices, {@code invoice} drafts
 * and keeps the ledger.
 */
@NullMarked
package io.inferloop.tabular.billing;

import org.jspecify.annotations.NullMarked;
