package io.inferloop.tabular.gateway.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that has ended, as far as its objects go.
 *
 * @param keptKeys of its accepted outputs; none unless it has succeeded
 * @param sizeBytes of these
 * @param leftovers whether runs may have left objects that were not accepted
 * @param datasetId of a profile: its output is kept as long as this dataset
 */
public record FinishedJob(
        UUID organizationId,
        UUID jobId,
        List<String> keptKeys,
        long sizeBytes,
        Instant finishedAt,
        boolean leftovers,
        @Nullable UUID datasetId) {

    public FinishedJob {
        keptKeys = List.copyOf(keptKeys);
    }
}
