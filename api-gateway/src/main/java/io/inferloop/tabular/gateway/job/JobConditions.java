package io.inferloop.tabular.gateway.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter as SQL on {@code job j}. Only names of ours become text; every value is a parameter. */
final class JobConditions {

    private JobConditions() {}

    static String of(JobFilter filter) {
        return (filter.type() == null ? " AND j.type <> 'profile'" : " AND j.type = :type")
                + (filter.algorithm() == null ? "" : " AND j.algorithm = :algorithm")
                + (filter.datasetId() == null ? "" : " AND j.dataset_id = :dataset")
                + (filter.createdAfter() == null ? "" : " AND j.created_at > :created_after")
                + (filter.createdBefore() == null ? "" : " AND j.created_at < :created_before");
    }

    static String state(Set<JobState> oneOrNone) {
        return oneOrNone.isEmpty()
                ? ""
                : " AND j.state = '%s'".formatted(oneOrNone.iterator().next().name());
    }

    static String after(@Nullable JobCursor cursor) {
        return cursor == null ? "" : " AND (j.created_at, j.id) < (:cursor_created_at, :cursor_id)";
    }

    /** Creation times are equal on both sides of a join, so the metadata's own key gives the list's order. */
    static String joins(JobFilter filter) {
        StringBuilder joins = new StringBuilder();
        for (int i = 0; i < filter.metadata().size(); i++) {
            joins.append(" JOIN job_metadata m%1$d ON m%1$d.organization_id = j.organization_id AND m%1$d.job_id = j.id"
                            .formatted(i))
                    .append(
                            " AND m%1$d.created_at = j.created_at AND m%1$d.key = :key_%1$d AND m%1$d.value = :value_%1$d"
                                    .formatted(i));
        }
        return joins.toString();
    }

    static Map<String, @Nullable Object> parameters(JobFilter filter, @Nullable JobCursor cursor) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("type", filter.type());
        values.put("algorithm", filter.algorithm());
        values.put(
                "dataset",
                filter.datasetId() == null ? null : filter.datasetId().toString());
        values.put("created_after", utc(filter.createdAfter()));
        values.put("created_before", utc(filter.createdBefore()));
        if (cursor != null) {
            values.put("cursor_created_at", utc(cursor.createdAt()));
            values.put("cursor_id", cursor.id().value());
        }
        int i = 0;
        for (Map.Entry<String, String> word : filter.metadata().entrySet()) {
            values.put("key_" + i, word.getKey());
            values.put("value_" + i, word.getValue());
            i++;
        }
        return values;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
