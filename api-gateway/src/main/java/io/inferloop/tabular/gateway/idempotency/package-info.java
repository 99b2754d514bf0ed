/**
 * Idempotency keys: the answer to a request, kept in the transaction that did its work.
 * Not here: what the requests do.
 */
@NullMarked
package io.inferloop.tabular.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
