package io.inferloop.tabular.platform.storage;

import io.inferloop.tabular.platform.failure.RejectedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Uploads in parts that somebody without credentials sends straight to the store, by URLs that are signed here for one part and for a
 * while. Thread-safe; fails as {@link ObjectStore} does.
 */
public final class PartUploads {

    private static final int BAD_REQUEST = 400;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    PartUploads(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /** Begins an upload. @return the store's name of it; it lives until it is completed or {@linkplain ObjectStore#abortParts aborted} */
    public String start(String key, String contentType) {
        return S3Failures.translate(
                "start",
                key,
                () -> s3.createMultipartUpload(
                                request -> request.bucket(bucket).key(key).contentType(contentType))
                        .uploadId());
    }

    /**
     * Where a part may be PUT. Needs no connection.
     *
     * @param number from 1
     * @param sizeBytes exactly as many must be sent
     */
    public URI url(String key, String uploadId, int number, long sizeBytes, Duration validFor) {
        try {
            return presigner
                    .presignUploadPart(request -> request.signatureDuration(validFor)
                            .uploadPartRequest(part -> part.bucket(bucket)
                                    .key(key)
                                    .uploadId(uploadId)
                                    .partNumber(number)
                                    .contentLength(sizeBytes)))
                    .url()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A URL of the signer for '%s' is none".formatted(key), e);
        }
    }

    /** A part that was sent. @param etag as the store answered it */
    public record Part(int number, String etag) {}

    /**
     * Makes the parts an object.
     *
     * @param parts all of them, by number
     * @throws RejectedException when the store does not have these parts; the upload goes on
     * @throws ObjectNotFoundException when there is no such upload, or none any more
     */
    public void complete(String key, String uploadId, List<Part> parts) {
        S3Failures.translate("complete", key, () -> {
            try {
                return s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(parts.stream()
                                .map(part -> CompletedPart.builder()
                                        .partNumber(part.number())
                                        .eTag(part.etag())
                                        .build())
                                .toList())));
            } catch (S3Exception e) {
                if (e.statusCode() == BAD_REQUEST) {
                    throw new RejectedException(
                            "invalid_parts",
                            "The object store does not have these parts: %s. Send what is missing and complete again."
                                    .formatted(e.awsErrorDetails().errorMessage()),
                            e);
                }
                throw e;
            }
        });
    }
}
