package io.inferloop.tabular.synthworker.fit;

import io.inferloop.tabular.core.table.io.TableFormat;

/**
 * A stored table.
 *
 * @param key in the object store
 * @param sha256 of the stored bytes, lower case hexadecimal
 * @param sizeBytes as stored, perhaps compressed
 */
public record DatasetRef(String key, String sha256, long sizeBytes, TableFormat format) {}
