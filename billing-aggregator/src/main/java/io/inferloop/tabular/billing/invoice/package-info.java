/**
 * What a billing month costs: drafting it line by line, its Avro form, and the ledger in PostgreSQL. The sums come from
 * {@code period}, the prices from {@code pricing}.
 */
@NullMarked
package io.inferloop.tabular.billing.invoice;

import org.jspecify.annotations.NullMarked;
