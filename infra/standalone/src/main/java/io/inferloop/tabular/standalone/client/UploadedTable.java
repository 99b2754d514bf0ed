package io.inferloop.tabular.standalone.client;

import java.util.UUID;

/** A table that the service holds. */
public record UploadedTable(UUID id, long rows, int columns) {}
