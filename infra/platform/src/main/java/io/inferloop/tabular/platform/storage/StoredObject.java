package io.inferloop.tabular.platform.storage;

/**
 * An object that was stored completely.
 *
 * @param sha256 lower case hex digest of its bytes
 */
public record StoredObject(String key, long sizeBytes, String sha256) {

    public StoredObject {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("Object %s: size %d".formatted(key, sizeBytes));
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Object %s: not a SHA-256 in hex: '%s'".formatted(key, sha256));
        }
    }
}
