package io.inferloop.tabular.orchestrator.job;

import java.util.Comparator;
import java.util.UUID;

/**
 * A job's identity. The id is chosen by its sender, so it means nothing without the organization: two customers may
 * choose the same one and get two jobs. Ordered as rows are locked.
 */
public record JobKey(OrganizationId organization, UUID job) implements Comparable<JobKey> {

    // As PostgreSQL orders uuid: by unsigned bytes, which the text form keeps and UUID.compareTo does not.
    private static final Comparator<JobKey> ORDER = Comparator.comparing(JobKey::organization)
            .thenComparing(key -> key.job().toString());

    @Override
    public int compareTo(JobKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "job %s of organization %s".formatted(job, organization);
    }
}
