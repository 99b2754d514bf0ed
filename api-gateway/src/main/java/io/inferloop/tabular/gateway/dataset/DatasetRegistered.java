package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;

/**
 * A dataset is being registered: said inside the transaction that does it, so that what listeners store is stored with it or not at all.
 *
 * @param caller on whose behalf
 */
public record DatasetRegistered(Caller caller, Dataset dataset) {}
