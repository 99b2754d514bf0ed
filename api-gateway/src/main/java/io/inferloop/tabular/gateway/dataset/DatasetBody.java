package io.inferloop.tabular.gateway.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A dataset as REST shows it. */
record DatasetBody(
        UUID id,
        String name,
        String format,
        long rows,
        List<ColumnName> columns,
        long sizeBytes,
        String sha256,
        Instant createdAt,
        @Nullable ProfileBody profile,
        Map<String, String> links) {

    record ColumnName(String name) {}

    /**
     * @param state pending, ready or failed
     * @param result what the profile says, once it is ready; only where one dataset is shown, not in lists
     */
    record ProfileBody(
            String state,
            UUID jobId,
            @Nullable String failure,
            @Nullable JsonNode result) {}

    static DatasetBody of(Dataset dataset) {
        return of(dataset, null);
    }

    static DatasetBody of(Dataset dataset, @Nullable JsonNode profile) {
        return new DatasetBody(
                dataset.id().value(),
                dataset.name(),
                dataset.format(),
                dataset.rows(),
                dataset.columns().stream().map(ColumnName::new).toList(),
                dataset.sizeBytes(),
                dataset.sha256(),
                dataset.createdAt(),
                profile(dataset.profile(), profile),
                Map.of("self", path(dataset.id())));
    }

    static String path(DatasetId id) {
        return "/v1/datasets/" + id;
    }

    private static @Nullable ProfileBody profile(Dataset.@Nullable Profile profile, @Nullable JsonNode result) {
        return profile == null
                ? null
                : new ProfileBody(
                        profile.state().name().toLowerCase(Locale.ROOT), profile.job(), profile.failure(), result);
    }
}
