package io.inferloop.tabular.synthworker.fit;

/**
 * A stored table.
 *
 * @param key in the object store
 * @param sha256 of the stored bytes, lower case hexadecimal
 * @param sizeBytes as stored, perhaps compressed
 */
public record DatasetRef(String key, String sha256, long sizeBytes) {}
