package io.inferloop.tabular.platform.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object that a run wrote and closed.
 *
 * @param name unique in the job, such as {@code synthetic.csv}
 * @param objectKey its key in the object store, under the run's prefix
 * @param sha256 of its bytes, lower case hexadecimal
 * @param rows rows of a table; null for anything else
 */
public record TaskOutput(
        String name,
        String objectKey,
        String contentType,
        long sizeBytes,
        String sha256,
        @Nullable Long rows) {

    public TaskOutput {
        Objects.requireNonNull(contentType, "contentType");
        if (name.isBlank() || !objectKey.endsWith("/" + name)) {
            throw new IllegalArgumentException(
                    "Output %s: object key %s does not end with it".formatted(name, objectKey));
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "Output %s: not a SHA-256 in lower case hexadecimal: %s".formatted(name, sha256));
        }
        if (sizeBytes < 0 || (rows != null && rows < 0)) {
            throw new IllegalArgumentException("Output %s: %d bytes, %s rows".formatted(name, sizeBytes, rows));
        }
    }
}
