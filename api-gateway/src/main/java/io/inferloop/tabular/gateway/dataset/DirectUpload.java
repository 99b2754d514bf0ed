package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.gateway.account.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A table that a client sends straight to the object store, in parts.
 *
 * @param id of the dataset that it becomes
 * @param multipartId the object store's own name of the upload
 * @param sizeBytes that will be sent
 * @param partBytes of every part but the last
 * @param sha256 of all bytes, lower case hex, where the client promised it
 * @param expiresAt when its URLs end; what is not completed by then is thrown away
 */
record DirectUpload(
        DatasetId id,
        OrganizationId organization,
        String name,
        String format,
        String objectKey,
        String multipartId,
        long sizeBytes,
        long partBytes,
        Optional<String> sha256,
        Instant createdAt,
        Instant expiresAt) {

    DirectUpload {
        if (sizeBytes < 1 || partBytes < 1) {
            throw new IllegalArgumentException(
                    "Upload %s: %d bytes in parts of %d".formatted(id, sizeBytes, partBytes));
        }
    }

    int parts() {
        return Math.toIntExact((sizeBytes + partBytes - 1) / partBytes);
    }

    /** @param number from 1 */
    long sizeOfPart(int number) {
        return Math.min(partBytes, sizeBytes - (number - 1) * partBytes);
    }
}
