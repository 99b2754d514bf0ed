package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * A dataset's profile is asked for again: said inside the transaction that notes it, so that what listeners store is stored with it or not
 * at all.
 *
 * @param caller on whose behalf
 * @param job that shall make it
 */
public record ProfileWanted(Caller caller, Dataset dataset, UUID job, Instant askedAt) {}
