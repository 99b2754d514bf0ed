package io.inferloop.tabular.orchestrator.job;

import java.util.Objects;
import java.util.Set;

/**
 * Where a table lies in the object store, and how it is written.
 *
 * @param sha256 the hex digest of the stored bytes
 * @param format one of {@link #FORMATS}; csv in a document that was stored before there were others
 */
public record StoredTable(String objectKey, String sha256, long sizeBytes, String format) {

    public static final String CSV = "csv";

    public static final Set<String> FORMATS = Set.of(CSV, "parquet", "ndjson");

    public StoredTable {
        format = Objects.requireNonNullElse(format, CSV);
    }
}
