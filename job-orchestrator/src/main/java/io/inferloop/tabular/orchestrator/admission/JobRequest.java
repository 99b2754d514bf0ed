package io.inferloop.tabular.orchestrator.admission;

import io.inferloop.tabular.orchestrator.job.JobKey;
import io.inferloop.tabular.orchestrator.job.JobSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A submission as it was signed. Tables in the spec are the sender's claim and are checked before they are believed.
 *
 * @param planRevision the revision the sender checked against; null from outside producers
 */
public record JobRequest(
        JobKey key,
        JobSpec spec,
        int priority,
        @Nullable Instant deadline,
        @Nullable Instant cancelAt,
        @Nullable Long planRevision,
        Instant issuedAt) {}
