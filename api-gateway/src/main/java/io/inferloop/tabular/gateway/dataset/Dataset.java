package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded table. It never changes, but for what is known of its profile.
 *
 * @param sha256 lower case hex digest of the stored bytes, compressed where they came so
 * @param sizeBytes of the stored bytes
 * @param rows without the header
 * @param columns names in the order of the file
 * @param format csv, parquet or ndjson
 * @param profile null for a dataset that is older than profiles
 */
public record Dataset(
        DatasetId id,
        OrganizationId organization,
        String name,
        String objectKey,
        String sha256,
        long sizeBytes,
        long rows,
        List<String> columns,
        Instant createdAt,
        String format,
        @Nullable Profile profile) {

    /**
     * How far the dataset's profile is.
     *
     * @param job that makes or made it
     * @param objectKey where it lies, once it is READY
     * @param failure why there is none, once it has FAILED; for the user
     */
    public record Profile(
            UUID job,
            State state,
            @Nullable String objectKey,
            @Nullable String failure) {

        public enum State {
            PENDING,
            READY,
            FAILED
        }

        static Profile pending(UUID job) {
            return new Profile(job, State.PENDING, null, null);
        }
    }

    public Dataset {
        if (rows < 1 || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "Dataset %s: %d rows and %d columns".formatted(id, rows, columns.size()));
        }
        columns = List.copyOf(columns);
    }
}
