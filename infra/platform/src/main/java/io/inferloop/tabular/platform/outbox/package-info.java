/**
 * Records that leave with the transaction that caused them: the table's writer and the relay that sends its rows in order.
 * The DDL belongs to each service's migrations; the text is in {@link io.inferloop.tabular.platform.outbox.Outbox}.
 */
@NullMarked
package io.inferloop.tabular.platform.outbox;

import org.jspecify.annotations.NullMarked;
