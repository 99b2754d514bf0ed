package io.inferloop.tabular.orchestrator.job;

/** Where a table lies in the object store. {@code sha256} is the hex digest of the stored bytes. */
public record StoredTable(String objectKey, String sha256, long sizeBytes) {}
