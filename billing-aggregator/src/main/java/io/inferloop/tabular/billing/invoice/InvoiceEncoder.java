package io.inferloop.tabular.billing.invoice;

import io.inferloop.tabular.schemas.billing.Invoice;

/** An invoice as the bytes of a record's value. */
@FunctionalInterface
public interface InvoiceEncoder {
    byte[] encode(Invoice invoice);
}
