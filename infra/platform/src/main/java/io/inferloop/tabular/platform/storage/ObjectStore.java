package io.inferloop.tabular.platform.storage;

import io.inferloop.tabular.platform.failure.RetryableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in one bucket. Everything streams: no method holds more than a part (8 MiB) of an object. Thread-safe.
 *
 * <p>Every method throws {@link RetryableException} when the store is away or overloaded after the client's own retries, and {@link ObjectNotFoundException} where a
 * read finds no object.
 */
public final class ObjectStore implements AutoCloseable {

    /** User metadata with the digest, on objects that were small enough to be put in one request. */
    static final String SHA256_METADATA = "sha256";

    private static final int COPY_BUFFER_BYTES = 128 * 1024;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;

    public ObjectStore(S3Client s3, S3Presigner presigner, String bucket) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    /** Stores a file. */
    public StoredObject put(String key, Path file, String contentType) {
        try (InputStream body = Files.newInputStream(file)) {
            return upload(key, body, contentType, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new RetryableException("file_unreadable", "%s could not be read".formatted(file), e);
        }
    }

    /**
     * Stores a stream of unknown length. After any failure nothing is stored.
     *
     * @param body read to its end, not closed
     * @throws TooLargeException at the first byte over {@code maxBytes}
     * @throws IOException if the body cannot be read
     */
    public StoredObject upload(String key, InputStream body, String contentType, long maxBytes) throws IOException {
        try (MultipartWriter writer = new MultipartWriter(s3, bucket, key, contentType, maxBytes)) {
            byte[] chunk = new byte[COPY_BUFFER_BYTES];
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                writer.write(chunk, 0, read);
            }
            return writer.complete();
        }
    }

    /** An object that is written bit by bit; it exists after {@link ObjectWriter#complete()}. */
    public ObjectWriter write(String key, String contentType) {
        return new MultipartWriter(s3, bucket, key, contentType, Long.MAX_VALUE);
    }

    /** The object's bytes; the caller closes the stream. */
    public InputStream open(String key) {
        return open(key, null);
    }

    /**
     * Opens a part of an object; the caller closes it.
     *
     * @param toInclusive the last byte's position; past the end means to the end
     */
    public InputStream open(String key, long from, long toInclusive) {
        if (from < 0 || toInclusive < from) {
            throw new IllegalArgumentException("Range %d-%d of '%s'".formatted(from, toInclusive, key));
        }
        return open(key, "bytes=%d-%d".formatted(from, toInclusive));
    }

    private InputStream open(String key, @Nullable String range) {
        return S3Failures.translate(
                "open",
                key,
                () -> s3.getObject(request -> request.bucket(bucket).key(key).range(range)));
    }

    /**
     * Where somebody without credentials may GET the object for a while, ranges of it too. Needs no connection and does not look whether the
     * object is there.
     *
     * @param validFor at most a week
     * @param contentDisposition what the store says of the download, such as {@code attachment; filename="rows.csv"}
     */
    public URI presignGet(String key, Duration validFor, String contentDisposition, String contentType) {
        try {
            return presigner
                    .presignGetObject(request -> request.signatureDuration(validFor)
                            .getObjectRequest(object -> object.bucket(bucket)
                                    .key(key)
                                    .responseContentDisposition(contentDisposition)
                                    .responseContentType(contentType)))
                    .url()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A URL of the signer for '%s' is none".formatted(key), e);
        }
    }

    public Optional<ObjectInfo> head(String key) {
        try {
            HeadObjectResponse head = S3Failures.translate(
                    "look at",
                    key,
                    () -> s3.headObject(request -> request.bucket(bucket).key(key)));
            return Optional.of(new ObjectInfo(key, head.contentLength(), head.contentType(), head.lastModified()));
        } catch (ObjectNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Deleting what is not there is done, too. */
    public void delete(String key) {
        S3Failures.translate(
                "delete",
                key,
                () -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    /** Ends an upload in parts and frees what was sent of it. One that is not there any more is ended, too. */
    public void abortParts(String key, String uploadId) {
        try {
            S3Failures.translate(
                    "abort",
                    key,
                    () -> s3.abortMultipartUpload(
                            request -> request.bucket(bucket).key(key).uploadId(uploadId)));
        } catch (ObjectNotFoundException ended) {
            // completed or aborted before
        }
    }

    /** An upload in parts that is neither completed nor aborted. @param uploadId the store's name of it */
    public record OpenUpload(String key, String uploadId) {}

    /** The uploads in parts that were begun before this moment and are still open, whoever began them. */
    public List<OpenUpload> openUploads(Instant begunBefore) {
        return S3Failures.translate(
                "list the open uploads of",
                bucket,
                () -> s3.listMultipartUploadsPaginator(request -> request.bucket(bucket)).uploads().stream()
                        .filter(upload -> upload.initiated().isBefore(begunBefore))
                        .map(upload -> new OpenUpload(upload.key(), upload.uploadId()))
                        .toList());
    }

    /** The keys that begin with the prefix. */
    public List<String> keys(String prefix) {
        return S3Failures.translate(
                "list",
                prefix,
                () -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList());
    }

    /**
     * Fetches an object into a file, replacing it.
     *
     * @param expectedSha256 lower case hex
     * @throws RetryableException also if other bytes came than expected; the file is gone then
     */
    public void copyToFile(String key, Path file, String expectedSha256) {
        String actual = copyToFile(key, file);
        if (!actual.equals(expectedSha256)) {
            deleteQuietly(file);
            throw new RetryableException(
                    "checksum_mismatch",
                    "Object '%s' came with SHA-256 %s, expected %s".formatted(key, actual, expectedSha256));
        }
    }

    private String copyToFile(String key, Path file) {
        try (InputStream body = open(key);
                DigestOutputStream out = new DigestOutputStream(newFile(file), Sha256.digest())) {
            body.transferTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException e) {
            deleteQuietly(file);
            throw S3Failures.away("fetch", key, e);
        }
    }

    private static OutputStream newFile(Path file) throws IOException {
        return Files.newOutputStream(file);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException leftover) {
            file.toFile().deleteOnExit();
        }
    }

    /** Whether the bucket answers. */
    boolean isReady() {
        return S3Failures.translate("find bucket", bucket, () -> s3.headBucket(request -> request.bucket(bucket)))
                .sdkHttpResponse()
                .isSuccessful();
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
