package io.inferloop.tabular.billing.usage;

import io.inferloop.tabular.schemas.billing.BillingEvent;

/** The bytes of a record's value as a billing event. */
@FunctionalInterface
public interface UsageDecoder {

    /**
     * Reads one value.
     *
     * @throws UndecodableUsageException if these bytes can never be read; any other exception means: try again
     */
    BillingEvent decode(byte[] value) throws UndecodableUsageException;
}
