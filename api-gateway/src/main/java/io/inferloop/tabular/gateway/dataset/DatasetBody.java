package io.inferloop.tabular.gateway.dataset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A dataset as REST shows it. */
record DatasetBody(
        UUID id,
        String name,
        long rows,
        List<ColumnName> columns,
        String format,
        long sizeBytes,
        String sha256,
        Instant createdAt,
        Map<String, String> links) {

    record ColumnName(String name) {}

    static DatasetBody of(Dataset dataset) {
        return new DatasetBody(
                dataset.id().value(),
                dataset.name(),
                dataset.rows(),
                dataset.columns().stream().map(ColumnName::new).toList(),
                dataset.format().text(),
                dataset.sizeBytes(),
                dataset.sha256(),
                dataset.createdAt(),
                Map.of("self", path(dataset.id())));
    }

    static String path(DatasetId id) {
        return "/v1/datasets/" + id;
    }
}
